"""What a person would call a phone, out of what its browser says of itself."""

# The first word found in what a browser says of itself; several say another's as well.
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "Chromebook",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "Linux": "Linux",
}
BROWSERS = {
    "SamsungBrowser": "Samsung Internet",
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
LONGEST_NAME = 40


def name_of(agent: str) -> str:
    """Return such as `Chrome, Android`; the beginning of the text itself where nothing in it is known."""
    words = (
        next((name for word, name in known.items() if word in agent), "")
        for known in (BROWSERS, SYSTEMS)
    )
    return ", ".join(filter(None, words)) or agent[:LONGEST_NAME]

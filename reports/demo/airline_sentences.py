"""What shoppers write about a journey by air, by the key of the question."""

from reports.demo.voice import Voice

FLIGHT: dict[str, Voice] = {
    "reservation_seconds": Voice(
        bad=("Eleven minutes of music, and the same three sentences in between.",)
    ),
    "reservation_name": Voice(bad=("No name, and a voice that sounded as if it were reading.",)),
    "reservation_answered": Voice(
        good=("She read the whole booking back to me, with the times.",),
        bad=(
            "I was passed on twice, and the third person asked me to write an e-mail.",
            "About the pram she did not know, and nobody could be asked.",
        ),
    ),
    "reservation_thought": Voice(
        good=(
            "She noticed that an earlier flight was cheaper, and said so unasked.",
            "He mentioned that my passport would be too short for the return, from the date of birth of my son.",
        ),
    ),
    "kerb_open": Voice(
        bad=("Nobody there; a paper sign sent us inside.",),
        good_pictures=("kerb",),
        bad_pictures=("kerb",),
    ),
    "kerb_care": Voice(
        good=("The bag was lifted, not thrown, and set down upright.",),
        bad=(
            "My bag was thrown onto the trolley and fell on its handle.",
            "He kicked the bag forward with his foot while he wrote the label.",
        ),
        good_pictures=("kerb",),
        bad_pictures=("kerb",),
    ),
    "kerb_met": Voice(
        good=(
            "Somebody came with a trolley before I had found a coin.",
            "He lifted the pram down for the family behind me and folded it for them.",
        ),
        good_pictures=("kerb",),
    ),
    "counter_seconds": Voice(
        bad=("Two of three desks closed and a queue of twenty-five.",),
        good_pictures=("ticket-counter",),
        bad_pictures=("ticket-counter",),
    ),
    "counter_eyes": Voice(
        good=("She looked up, smiled and used my name from the passport.",),
        bad=(
            "She held out her hand for the passport and spoke with her colleague, never with me.",
            "“Passport.” That was the whole greeting.",
        ),
    ),
    "counter_told": Voice(bad=("I had to ask for the gate, and got a number shouted after me.",)),
    "counter_beyond": Voice(
        good=(
            "She moved me to a row with a free seat beside it, and only then told me.",
            "He rang the gate to say that we were on our way, as the queue at security was long.",
        ),
        good_pictures=("ticket-counter",),
    ),
    "gate_staffed": Voice(
        bad=("Nobody at the desk until five minutes before boarding.",),
        good_pictures=("gate",),
        bad_pictures=("gate",),
    ),
    "gate_late": Voice(
        bad=("Boarding began 25 minutes after the printed time.",), bad_pictures=("gate",)
    ),
    "gate_explained": Voice(
        good=("The reason was given in two sentences, and the new time was kept.",),
        bad=(
            "The screen said “on time” for half an hour after that had stopped being true.",
            "“There is a delay” was all that we were told, twice.",
        ),
    ),
    "gate_thanks": Voice(bad=("The pass was scanned without a look.",)),
    "gate_waiting": Voice(
        good=(
            "The agent walked along the seats and told each of us about the delay in person.",
            "Colouring books for three children, before they had begun to be bored.",
        ),
        good_pictures=("gate",),
    ),
    "board_welcome": Voice(bad=("Two of the crew stood at the door and talked with each other.",)),
    "board_belt": Voice(
        bad=(
            "The table would not stay up and was tied with a strap.",
            "The seat back fell back at every touch.",
        ),
        bad_pictures=("cabin",),
    ),
    "board_clean": Voice(
        good=("Clean down to the seat pocket.",),
        bad=("Crumbs and a used napkin of the flight before on my table.",),
        good_pictures=("cabin", "meal"),
        bad_pictures=("meal",),
    ),
    "board_call": Voice(
        bad=("The light stayed on for fourteen minutes; then somebody switched it off in passing.",)
    ),
    "board_surprise": Voice(
        good=(
            "The purser brought a child to the galley to choose her juice.",
            "The captain came out after landing and said goodbye to everybody at the door.",
        ),
        good_pictures=("cabin",),
    ),
    "arrival_seconds": Voice(
        bad=("Forty minutes at the belt without a word.",),
        good_pictures=("belt",),
        bad_pictures=("belt",),
    ),
    "arrival_bag_whole": Voice(
        bad=(
            "One wheel was missing, and the desk for it was closed: back at three.",
            "The bag was wet on one side; the books in it have waves now.",
        ),
        good_pictures=("belt",),
        bad_pictures=("belt",),
    ),
    "arrival_farewell": Voice(bad=("The crew had gone before we had left.",)),
    "arrival_beyond": Voice(
        good=(
            "The purser walked an old man to his daughter at the exit.",
            "A woman at the desk rang the hotel for me and asked for a late check-in.",
        ),
    ),
    "advertisement_photo": Voice(good_pictures=("poster",), bad_pictures=("poster",)),
    "word_told": Voice(
        good=(
            "“They once held the bus for me. I have flown with them ever since.”",
            "“Never had a problem. My son says the crew is funny.”",
        ),
        bad=(
            "“They lost my bag in June and I heard about it from the hotel.”",
            "“Cheap, until you add the suitcase.”",
        ),
    ),
}

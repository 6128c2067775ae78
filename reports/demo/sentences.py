"""What the demo's shoppers write: the voice for a question, and reasons for passing one by."""

from reports.demo.airline_sentences import FLIGHT
from reports.demo.cab_sentences import RIDE
from reports.demo.shop_sentences import SHOP
from reports.demo.voice import Voice

VOICES: dict[str, Voice] = {**RIDE, **SHOP, **FLIGHT}

SILENT = Voice()

REASONS = (
    "Somebody stood in front of it the whole time.",
    "It was too dark to be sure.",
    "I could not ask without drawing attention.",
    "The queue moved too fast to see this.",
)

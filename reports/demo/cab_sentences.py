"""What shoppers write about a ride in a cab, by the key of the question."""

from reports.demo.voice import Voice

MUD, SEAT, LITTER = ("cab-muddy",), ("seat-clean",), ("seat-littered",)

RIDE: dict[str, Voice] = {
    "outside_photo": Voice(good_pictures=("cab-polished", "cab-night"), bad_pictures=MUD),
    "outside_clean": Voice(
        good=(
            "The paint was so clean that the harbour lights showed in it.",
            "Washed that day, I would say, down to the sills.",
        ),
        bad=(
            "Mud along both doors up to the handles; my coat had a stripe of it afterwards.",
            "A film of dirt over the whole side, and somebody had written a word in it.",
        ),
        good_pictures=("cab-polished",),
        bad_pictures=MUD,
    ),
    "outside_damage": Voice(
        bad=(
            "A dent the size of a plate in the rear door, rusting at its edge.",
            "The wing mirror was held on with tape.",
        ),
        bad_pictures=MUD,
    ),
    "outside_marked": Voice(
        bad=("The sign on the roof was dark, so two people walked past it before me.",)
    ),
    "outside_cared_for": Voice(
        good=(
            "The driver was wiping the door handles when I came up to the rank.",
            "He was polishing the windscreen with a cloth, and put it away when he saw me.",
        ),
        good_pictures=("cab-polished",),
    ),
    "dress_clean": Voice(
        good=("White shirt, black tie, pressed trousers.",),
        bad=(
            "A tracksuit top with a stain on the sleeve.",
            "The collar was frayed and the cuffs were grey.",
        ),
    ),
    "dress_for_you": Voice(
        good=(
            "White shirt and black tie, and he put his jacket on before he got out to greet me.",
            "He straightened his tie in the mirror, winked and said: “Ready for you.”",
        ),
    ),
    "door_seconds": Voice(
        bad=("The driver finished his cigarette first while I stood there with two bags.",)
    ),
    "door_greeting": Voice(
        good=(
            "“Good evening, welcome aboard”, before I had said a word.",
            "A good morning, a smile, and only then: where may I take you?",
        ),
        bad=(
            "No greeting. The first words were “Where to?”, said to the windscreen.",
            "A nod at the meter was all the welcome there was.",
        ),
    ),
    "door_telephone": Voice(
        bad=("He waved me in and went on with a phone call until the first traffic light.",)
    ),
    "door_opened": Voice(
        good=(
            "He got out, came round the cab and opened the door for me.",
            "He held an umbrella over me from the arrivals hall to the open door.",
        ),
    ),
    "luggage_loaded": Voice(
        good=("Both cases were lifted in for me and set down on the pavement at the end.",),
        bad=("The boot sprang open from inside; I lifted two cases in by myself.",),
        good_pictures=("cab-boot",),
    ),
    "luggage_clean": Voice(
        bad=(
            "My case lay on top of a wet toolbox.",
            "The boot smelled of petrol and the case slid at each bend.",
        ),
        good_pictures=("cab-boot",),
        bad_pictures=("cab-boot",),
    ),
    "luggage_thought": Voice(
        good=(
            "He asked which bag I would need first, and stowed that one last.",
            "A blanket lay in the boot so that nothing would slide or be scratched.",
        ),
        good_pictures=("cab-boot",),
    ),
    "promise_price": Voice(
        good=("The tariff hangs at the back seat, large enough to read without glasses.",),
        bad=(
            "There was no tariff to be seen, and he said it would be “about thirty”.",
            "The meter was covered by a phone until we were on the motorway.",
        ),
    ),
    "promise_card": Voice(
        good=(
            "He handed me a laminated card: quickest, safest, cheapest way, in a friendly environment.",
            "He read the promise out and said: “Hold me to it.” I did, and he kept it.",
        ),
        good_pictures=("promise-card",),
    ),
    "inside_photo": Voice(good_pictures=SEAT, bad_pictures=LITTER),
    "inside_clean": Voice(
        good=(
            "Spotless. The mats had been brushed and there was no smell at all.",
            "As clean as a living room before visitors come.",
        ),
        bad=(
            "A crushed cup and wrappers on the seat; crumbs down to the belt buckle.",
            "The floor was sandy and the window smeared so that I could hardly see out.",
        ),
        good_pictures=SEAT,
        bad_pictures=LITTER,
    ),
    "inside_belt": Voice(
        bad=(
            "The belt was jammed under the seat and could not be reached.",
            "The buckle did not hold; it sprang open twice.",
        ),
    ),
    "inside_smell": Voice(bad=("Smoke, and something sweet that was meant to cover it.",)),
    "inside_prepared": Voice(
        good=(
            "The belts lay ready on the seat and the passenger's seat was moved forward for my legs.",
            "There was a small bin for passengers, emptied, with a fresh bag in it.",
        ),
        good_pictures=SEAT,
    ),
    "refreshment_driver": Voice(bad=("He ate a sandwich at every red light.",)),
    "refreshment_offered": Voice(
        good=(
            "“Would you like a cup of coffee?” he asked; there was decaf too, in a second flask.",
            "Coffee, cola, water or orange juice: he had a cool box next to him.",
            "Cold water was handed back at the first red light, without my asking.",
        ),
        good_pictures=("refreshments",),
    ),
    "refreshment_fresh": Voice(
        good=("Hot coffee, a clean cup with a lid.",), good_pictures=("refreshments",)
    ),
    "reading_tidy": Voice(
        bad=(
            "A torn advertising leaflet from the spring, and last week's paper with a boot print.",
        ),
        good_pictures=("reading",),
        bad_pictures=LITTER,
    ),
    "reading_offered": Voice(
        good=(
            "“Something to read?” The Post, a sports paper and a weekly, all of the day.",
            "He had kept the weekend supplement for passengers who have a flight to catch.",
        ),
        good_pictures=("reading",),
    ),
    "radio_loudness": Voice(
        bad=("A phone-in programme at full volume, and no question whether I minded.",)
    ),
    "radio_choice": Voice(
        good=(
            "He gave me a card with the stations and what they play, and let me choose.",
            "He found the station from my home town.",
        ),
        good_pictures=("dashboard",),
    ),
    "temperature_comfort": Voice(bad=("The heating stayed off at four degrees outside.",)),
    "temperature_asked": Voice(
        good=(
            "“Is it warm enough for you?” before we had left the rank.",
            "He had warmed the back seat, and asked whether it was too much.",
        ),
        good_pictures=("dashboard",),
    ),
    "route_safe": Voice(
        bad=(
            "He drove 80 where 50 is allowed and looked at his phone while doing so.",
            "He crossed a light that had been red for some seconds.",
        ),
    ),
    "route_above": Voice(bad=("We went round by the ring road; my map said eleven minutes more.",)),
    "route_receipt": Voice(bad=("“The printer is broken”, and he had no block either.",)),
    "route_receipt_photo": Voice(good_pictures=("cab-receipt",), bad_pictures=("cab-receipt",)),
    "route_advised": Voice(
        good=(
            "He named two ways, their times and prices, and advised the bridge at this hour.",
            "He knew about the closed tunnel before my phone did, and let me choose.",
        ),
    ),
    "talk_lead": Voice(bad=("A long complaint about his company that I could not stop.",)),
    "talk_thanks": Voice(
        good=("He thanked me by name and wished me a good flight.",),
        bad=(
            "He drove off before I had shut the door properly.",
            "Neither a thank you nor a goodbye; he was telephoning again.",
        ),
    ),
    "talk_choice": Voice(
        good=(
            "“I am happy to chat, and just as happy to drive in silence”, he said, and meant it.",
            "He asked whether I would rather be left to my thoughts. I would, and was.",
        ),
    ),
    "talk_tell": Voice(
        good=(
            "That there is a driver at the harbour who keeps his promise. I have his card.",
            "That I would wait ten minutes for this cab rather than take another.",
            "A pleasant ride, nothing to complain of.",
        ),
        bad=(
            "That it is a way to get from A to B, and nothing more.",
            "That I will walk to the next rank the next time.",
            "I told my sister about the phone calls and the smell.",
        ),
    ),
}

"""What shoppers write about a shop, by the key of the question."""

from reports.demo.voice import Voice

SHOP: dict[str, Voice] = {
    "energy_posture": Voice(
        good=("Three people behind the counter, all moving, all looking up.",),
        bad=("Two of the staff leaned at the coffee machine with crossed arms.",),
        good_pictures=("shop-front",),
    ),
    "energy_private": Voice(
        bad=(
            "They talked about the weekend across two waiting customers.",
            "One of them typed on a telephone below the counter while four people waited.",
        ),
    ),
    "energy_ready": Voice(
        good=(
            "Every tray filled, every price in its place, at eight in the morning.",
            "The tray of pretzels was refilled while I waited.",
        ),
        bad=(
            "Half the trays were empty at four in the afternoon, and nobody filled them.",
            "Two cups and a plate of the customer before stood on the only free table.",
        ),
        good_pictures=("counter-full", "shop-front"),
        bad_pictures=("counter-gaps", "table-messy"),
    ),
    "energy_lively": Voice(
        good=(
            "Somebody came out to hold the door for a woman with a pram.",
            "They sang out the bread that had just come from the oven.",
        ),
        good_pictures=("counter-full",),
    ),
    "greeting_seconds": Voice(
        good=("A nod and “I am with you in a second” while she served another customer.",),
        bad=("I stood at the counter for over a minute before anybody said anything.",),
    ),
    "greeting_heard": Voice(bad=("The first words were “Anything else?”",)),
    "greeting_eyes": Voice(
        good=("Eye contact from the till.",),
        bad=(
            "She spoke to the till; the change was put down on the counter.",
            "“Next!”, with her back to me.",
        ),
    ),
    "greeting_own": Voice(
        good=(
            "“You have brought the rain with you - come in and get dry.”",
            "She remembered that the man before me takes his loaf sliced, and greeted him by name.",
            "A slice of the new rye bread was offered while I waited.",
        ),
        good_pictures=("counter-full",),
    ),
    "need_listened": Voice(bad=("“We don't have that”, before I had said what.",)),
    "need_asked": Voice(
        good=("She asked how many would be eating before she advised the two-pound loaf.",),
        bad=(
            "He put the first loaf within reach on the counter without a question.",
            "I asked for something for eight people, and got: “Which one?”",
        ),
    ),
    "need_noted": Voice(bad=("The order was wrong: one pretzel short, and the wrong roll.",)),
    "need_urgency": Voice(bad=("She finished stacking the cups first.",)),
    "need_end": Voice(
        good=("The bread was what I had looked for, and the receipt was correct.",),
        bad=("He did not know which bread is without nuts, and did not ask anybody.",),
        good_pictures=("coffee", "receipt"),
        bad_pictures=("counter-gaps",),
    ),
    "need_walked": Voice(
        good=(
            "He fetched the baker, who explained the sourdough with floury hands.",
            "She cut the loaf in two halves, one to freeze, before I had thought of it.",
        ),
        good_pictures=("counter-full",),
    ),
    "follow_promised": Voice(
        good=("“It will be ready on Friday at eight; I have put your name on it.”",),
        bad=("“You can try on Friday.”",),
    ),
    "follow_kept": Voice(
        good=("The order was ready on the day they had named, with my name on it.",),
        bad=(
            "Nobody knew of the cake when I rang.",
            "The order slip had been lost; we began again from the start.",
        ),
        good_pictures=("receipt",),
    ),
    "follow_contact": Voice(
        good=(
            "A card lay in the box: “Enjoy your party - the night shift”.",
            "They rang the day after to ask how the cake had been.",
        ),
    ),
    "problem_first": Voice(
        good=("“I am sorry, that should not have happened”, and only then the coffee.",),
        bad=(
            "He looked at the receipt first, then at the rule on the wall, and then at me.",
            "“That's how it always is on Saturdays” was the answer to the table.",
        ),
        good_pictures=("coffee",),
        bad_pictures=("table-messy",),
    ),
    "problem_blame": Voice(
        bad=(
            "“That was my colleague of the early shift, she never looks.”",
            "I should have said so at once, I was told.",
        ),
        bad_pictures=("table-messy",),
    ),
    "problem_solved": Voice(
        good=("A fresh coffee, at once, and the table wiped.",),
        bad=("The coffee stayed as it was, and so did the table.",),
        good_pictures=("coffee",),
        bad_pictures=("table-messy",),
    ),
    "problem_gift": Voice(
        good=(
            "A bag of rolls on the house, and she noted down what had gone wrong.",
            "“The next one is on us”, and the voucher came with the change.",
        ),
        good_pictures=("receipt",),
    ),
    "problem_words": Voice(
        good=("“Let me put that right before you sit down again.”", "“Thank you for telling us.”"),
        bad=("“There is nothing I can do about that.”", "“You are the first to complain.”"),
    ),
}

"""What a shopper photographs on the way to an aeroplane, and in it."""

from functools import partial

from reports.demo.bakery_scenes import loaf
from reports.demo.photographs import Canvas, Colour, lit

LINEN: Colour = (246, 243, 236)
NAVY: Colour = (22, 52, 88)


def _hall(canvas: Canvas) -> None:
    canvas.shade((0, 0, 100, 75), (206, 212, 216), (176, 180, 184))
    for x in range(0, 100, 14):
        canvas.shade((x, 4, x + 12.6, 40), (190, 216, 236), (226, 232, 232))
    for x in range(4, 100, 16):
        canvas.glow((x, 2), 12, (255, 252, 240), strength=0.6)
    canvas.out_of_focus(1.2)
    canvas.shade((0, 44, 100, 75), (150, 152, 156), (196, 198, 200))


def ticket_counter(canvas: Canvas) -> None:
    """Paint the ticket counter: two desks, one of them open."""
    _hall(canvas)
    for x, name in ((6, "1"), (53, "2")):
        canvas.slab((x, 6, x + 40, 16), NAVY, round_by=0.6)
        canvas.words((x + 20, 11), f"Northern Air   {name}", 3.6, LINEN, centred=True)
        canvas.shade((x, 36, x + 40, 66), (232, 234, 236), (176, 182, 190))
        canvas.slab((x - 1, 34, x + 41, 37), NAVY, round_by=0.6)
        canvas.slab((x + 25, 24, x + 35, 34), (30, 34, 40), round_by=0.6)
        canvas.slab((x + 25.8, 25, x + 34.2, 32.6), (96, 160, 190))
    canvas.slab((62, 24, 75, 33), LINEN, round_by=0.4)
    canvas.words((68.5, 28.5), "Closed", 3, (160, 44, 40), centred=True)
    for x in (14, 34, 66, 88):
        canvas.slab((x, 50, x + 1.2, 72), (84, 88, 94))
        canvas.disc((x + 0.6, 72.4), 3, (64, 66, 70), flat=0.3)
    canvas.stroke([(14, 52), (24, 54), (35, 52)], (160, 44, 40), 1.4)
    canvas.stroke([(66, 52), (77, 54), (89, 52)], (160, 44, 40), 1.4)


def gate(canvas: Canvas) -> None:
    """Paint the gate: rows of seats, an aeroplane beyond the glass, the board above."""
    canvas.shade((0, 0, 100, 52), (160, 194, 222), (226, 226, 216))
    canvas.shade((0, 40, 100, 52), (150, 152, 150), (126, 128, 128))
    canvas.shape(
        [(-4, 37), (52, 35), (78, 30), (92, 33), (90, 39), (40, 43), (-4, 44)], (240, 242, 244)
    )
    canvas.shape([(72, 32), (84, 12), (91, 12), (88, 33)], NAVY)
    canvas.shape([(26, 40), (46, 46), (54, 46), (42, 39)], (196, 202, 208))
    for x in range(2, 66, 4):
        canvas.disc((x, 38.4), 0.7, (60, 74, 88))
    canvas.out_of_focus(0.5)
    for x in range(0, 101, 20):
        canvas.slab((x - 0.7, 0, x + 0.7, 54), (84, 90, 96))
    canvas.slab((28, 3, 72, 15), (18, 20, 24), round_by=0.8)
    canvas.words((32, 5.6), "B 24   Oslo", 3.6, (246, 206, 90))
    canvas.words((32, 10.2), "NA 418   Boarding 10:35", 2.7, LINEN)
    canvas.shade((0, 53, 100, 75), (120, 124, 130), (168, 172, 176))
    for x in range(2, 98, 12):
        canvas.slab((x, 50, x + 10, 61), (40, 46, 56), round_by=1.2)
        canvas.slab((x, 60, x + 10, 65), (58, 66, 78), round_by=1)
        canvas.slab((x + 4.4, 65, x + 5.6, 71), (120, 124, 128))


def cabin(canvas: Canvas) -> None:
    """Paint the cabin: the aisle, two rows of seats, the lights above."""
    canvas.shade((0, 0, 100, 75), (222, 226, 230), (120, 126, 134))
    canvas.shape([(0, 0), (32, 0), (45, 30), (0, 24)], (236, 238, 240))
    canvas.shape([(100, 0), (68, 0), (55, 30), (100, 24)], (236, 238, 240))
    canvas.glow((50, 10), 32, (255, 250, 232), strength=0.6)
    canvas.out_of_focus(0.8)
    canvas.shape([(47, 34), (53, 34), (70, 75), (30, 75)], (74, 80, 92))
    for row in range(5):
        size = 1.0 + row * 0.85
        for side in (-1, 1):
            for place in range(2):
                x = 50 + side * (4.6 + place * 4.4 + row * (3.2 + place * 2.4)) * (1 + row * 0.13)
                top = 31 + row * 4.6
                canvas.slab(
                    (x - 3.4 * size / 1.6, top, x + 3.4 * size / 1.6, top + 11 * size),
                    NAVY,
                    round_by=1.4 * size / 2,
                )
                canvas.slab(
                    (x - 2.2 * size / 1.6, top + 0.6, x + 2.2 * size / 1.6, top + 3 * size),
                    LINEN,
                    round_by=0.6,
                    opacity=0.92,
                )


def meal_on_board(canvas: Canvas) -> None:
    """Paint the tray with what was served: roll, salad, water, a small cake."""
    canvas.shade((0, 0, 100, 75), NAVY, lit(NAVY, -20))
    canvas.slab((0, 4, 100, 20), lit(NAVY, 22))
    canvas.out_of_focus(2.0)
    canvas.soft(1.0, lambda c: c.slab((5, 20, 97, 80), (8, 12, 20), round_by=3, opacity=0.6))
    canvas.slab((4, 17, 96, 78), (206, 210, 214), round_by=3)
    canvas.slab((8, 22, 54, 66), (250, 250, 248), round_by=2)
    for _ in range(130):
        centre = (canvas.dice.triangular(13, 49), canvas.dice.triangular(27, 61))
        leaf = canvas.dice.choice([(96, 142, 62), (128, 170, 82), (70, 112, 48), (206, 66, 48)])
        canvas.disc(centre, canvas.dice.uniform(0.8, 2.6), leaf, flat=0.6)
    loaf(canvas, 74, 34, 11)
    canvas.slab((62, 48, 88, 66), (112, 66, 40), round_by=1)
    canvas.slab((62, 46, 88, 51), (240, 226, 206), round_by=1)
    canvas.shade((59, 8, 68, 24), (216, 232, 240), (168, 196, 212))
    canvas.stroke([(56, 24), (57, 64)], (150, 154, 158), 0.9)


def _shadow_of_a_bag(x: float, canvas: Canvas) -> None:
    canvas.disc((x + 7.6, 55), 9, (6, 6, 6), flat=0.16, opacity=0.6)


def baggage_belt(canvas: Canvas) -> None:
    """Paint the belt on arrival, bags in a row."""
    _hall(canvas)
    canvas.slab((30, 4, 70, 15), (18, 20, 24), round_by=0.8)
    canvas.words((50, 9.5), "4   NA 418  Oslo", 4, (246, 206, 90), centred=True)
    canvas.shade((-2, 48, 102, 62), (52, 54, 58), (28, 30, 32))
    for rib in range(0, 104, 5):
        canvas.stroke([(rib, 48), (rib - 3, 62)], (70, 72, 76), 0.3)
    bags: list[Colour] = [(158, 50, 44), (34, 36, 40), (30, 96, 116), (206, 162, 60), (92, 84, 98)]
    for number, colour in enumerate(bags):
        x, high = 4 + number * 19.6, canvas.dice.uniform(13, 20)
        canvas.soft(0.6, partial(_shadow_of_a_bag, x))
        canvas.slab((x, 55 - high, x + 15, 55), colour, round_by=1.6)
        canvas.slab((x + 1.4, 56 - high, x + 4, 54), lit(colour, 28), round_by=0.8, opacity=0.6)
        canvas.slab((x + 5, 53.4 - high, x + 10, 55.6 - high), lit(colour, -20), round_by=0.6)
        canvas.slab((x + 10, 48, x + 13, 51.4), LINEN, round_by=0.3)
    canvas.slab((-2, 61.6, 102, 65), (176, 178, 182))


def kerbside(canvas: Canvas) -> None:
    """Paint the kerb before departures: trolleys and a bag drop under the roof."""
    _hall(canvas)
    canvas.shade((0, 0, 100, 10), (90, 96, 104), (128, 134, 140))
    canvas.slab((8, 14, 60, 23), NAVY, round_by=0.6)
    canvas.words((34, 18.5), "Departures · Bags", 4.2, LINEN, centred=True)
    canvas.shade((0, 56, 100, 75), (96, 98, 100), (70, 72, 74))
    canvas.slab((0, 54, 100, 57), (206, 204, 198))
    for x in (10, 40, 70):
        canvas.stroke([(x, 40), (x + 3, 60), (x + 22, 60)], (170, 174, 180), 1.1)
        canvas.slab(
            (x + 5, 46, x + 20, 59),
            ((40, 92, 120), (120, 40, 40), (60, 62, 66))[x // 30],
            round_by=1.4,
        )
        canvas.slab((x + 8, 38, x + 18, 46), (92, 72, 54), round_by=1)
        for wheel in (4, 20):
            canvas.disc((x + wheel, 62.4), 1.8, (24, 24, 26))

"""What a shopper photographs inside a cab: the seats, the small things that count."""

from functools import partial

from reports.demo.photographs import Canvas, Colour, lit

LEATHER: Colour = (52, 44, 40)
PAPER: Colour = (244, 241, 233)
INK: Colour = (38, 42, 50)


def _back_seat(canvas: Canvas) -> None:
    canvas.shade((0, 0, 100, 75), (34, 30, 30), (22, 19, 18))
    canvas.shade((10, 2, 90, 25), (198, 212, 220), (224, 224, 214))
    for x in range(12, 90, 9):
        canvas.slab((x, canvas.dice.uniform(6, 16), x + 8, 25), (142, 146, 140))
    canvas.out_of_focus(1.3)
    canvas.slab((46, 0, 54, 25), (30, 27, 27))
    canvas.slab((6, 22, 94, 27), (44, 38, 36), round_by=2)
    for x in (17, 61):
        canvas.slab((x, 14, x + 22, 26), lit(LEATHER, 8), round_by=3)
        canvas.slab((x + 2, 15, x + 20, 18), lit(LEATHER, 28), round_by=2, opacity=0.5)
    for edge in (7, 36, 65):
        canvas.slab((edge, 24, edge + 28, 52), LEATHER, round_by=3.5)
        for stripe in range(5):
            left = edge + 4 + stripe * 4.4
            canvas.shade((left, 28, left + 3.4, 49), lit(LEATHER, 30), lit(LEATHER, 4))
            canvas.stroke([(left - 0.5, 28), (left - 0.5, 49)], lit(LEATHER, -18), 0.3)
    canvas.slab((3, 49, 97, 63), lit(LEATHER, 10), round_by=4)
    canvas.shade((6, 50, 94, 54), lit(LEATHER, 40), lit(LEATHER, 14))
    canvas.shade((0, 62, 100, 75), (30, 30, 32), (14, 14, 16))
    for buckle in (36.5, 64.5):
        canvas.slab((buckle, 47, buckle + 2.6, 51.6), (150, 30, 26), round_by=0.5)


def inside_clean(canvas: Canvas) -> None:
    """Paint the back seat, wiped, with the day's papers laid out."""
    _back_seat(canvas)
    canvas.shape([(42, 50), (57, 48.6), (59.4, 55.4), (43.4, 57.2)], PAPER)
    canvas.shape([(43.2, 51.4), (56.8, 50.2), (57, 51), (43.4, 52.3)], INK, opacity=0.85)
    for line in range(4):
        y = 53 + line * 0.9
        canvas.stroke([(43.8, y + 0.2), (50, y - 0.4)], (120, 122, 126), 0.25)
        canvas.stroke([(51.4, y - 0.5), (57.8, y - 1.1)], (120, 122, 126), 0.25)
    canvas.glow((30, 20), 34, (255, 246, 226), strength=0.35)


def inside_littered(canvas: Canvas) -> None:
    """Paint the back seat with a crushed cup, wrappers and crumbs."""
    _back_seat(canvas)
    canvas.shape([(24, 46), (30, 45), (31, 55), (26, 56)], (206, 200, 190))
    canvas.disc((27.2, 45.6), 3.2, (120, 72, 40), flat=0.35)
    for _ in range(6):
        x, y = canvas.dice.uniform(12, 84), canvas.dice.uniform(53, 70)
        colour = canvas.dice.choice(
            [(214, 60, 44), (230, 226, 214), (60, 110, 170), (222, 182, 60)]
        )
        corners = [
            (x + canvas.dice.uniform(-3.4, 3.4), y + canvas.dice.uniform(-1.9, 1.9))
            for _ in range(6)
        ]
        canvas.shape(corners, colour)
        canvas.shape(corners[:3], lit(colour, -40))
    for _ in range(160):
        canvas.disc((canvas.dice.uniform(40, 92), canvas.dice.gauss(55, 2)), 0.22, (190, 160, 112))
    canvas.disc((72, 53), 4.4, (28, 20, 16), flat=0.4, opacity=0.7)


def _armrest(canvas: Canvas) -> None:
    canvas.shade((0, 0, 100, 75), (70, 62, 58), (30, 26, 24))
    canvas.slab((55, -4, 108, 34), (176, 190, 196))
    canvas.slab((-5, 6, 40, 60), lit(LEATHER, 14), round_by=6)
    canvas.out_of_focus(2.2)
    canvas.soft(1.0, lambda c: c.slab((4, 30, 96, 90), (44, 38, 36), round_by=5))
    canvas.stroke([(8, 34), (92, 34)], (84, 72, 66), 0.4)


def promise_card(canvas: Canvas) -> None:
    """Paint the driver's promise, printed on a card."""
    _armrest(canvas)
    canvas.soft(
        0.9, lambda c: c.shape([(19, 17), (84, 13), (88, 60), (22, 65)], (12, 10, 10), opacity=0.6)
    )
    canvas.shape([(17, 15), (82, 11), (86, 58), (20, 62.6)], PAPER)
    canvas.shape([(19, 17), (80.4, 13.2), (80.6, 14), (19, 17.8)], (10, 74, 102))
    canvas.words((25, 21), "My promise to you", 5.2, (10, 74, 102))
    for row, line in enumerate(
        (
            "The quickest way, the safest way,",
            "and the cheapest way there is,",
            "in a friendly environment.",
            "Harbour Cabs",
        )
    ):
        canvas.words((25.4 + row * 0.4, 31.4 + row * 6.4), line, 3.5, INK)
    canvas.glow((66, 18), 26, (255, 250, 236), strength=0.25)


def refreshments(canvas: Canvas) -> None:
    """Paint a flask, two cups and a cool box between the seats."""
    _armrest(canvas)
    canvas.shade((58, 34, 90, 66), (214, 78, 58), (150, 42, 34))
    canvas.slab((56.6, 29, 91.4, 36), (236, 234, 228), round_by=1.6)
    canvas.shade((20, 14, 31, 58), (196, 202, 206), (98, 106, 112))
    canvas.slab((22, 14, 24, 58), (244, 246, 246), opacity=0.6)
    canvas.slab((20.6, 7, 30.4, 16), (34, 38, 44), round_by=1.4)
    for x in (36, 46.6):
        canvas.shape([(x, 44), (x + 8.6, 44), (x + 7.4, 60), (x + 1.2, 60)], (246, 242, 234))
        canvas.shape([(x + 0.5, 49), (x + 8.2, 49), (x + 7.7, 55), (x + 0.9, 55)], (166, 118, 74))
        canvas.disc((x + 4.3, 44), 4.3, (70, 42, 24), flat=0.24)
    canvas.soft(
        1.2,
        lambda c: c.stroke([(40, 42), (41.4, 37), (39.6, 32)], (236, 236, 236), 0.8, opacity=0.5),
    )


def _shadow_of_a_magazine(x: float, y: float, canvas: Canvas) -> None:
    corners = [(x + 1, y + 1), (x + 33, y - 1), (x + 36, y + 44), (x + 4, y + 46)]
    canvas.shape(corners, (8, 8, 8), opacity=0.5)


def reading(canvas: Canvas) -> None:
    """Paint newspapers and magazines, fanned on the seat."""
    _armrest(canvas)
    covers: list[tuple[Colour, str]] = [
        (PAPER, "HARBOUR POST"),
        ((196, 62, 48), "SPORT"),
        ((30, 88, 120), "THE WEEK"),
    ]
    for number, (cover, title) in enumerate(covers):
        x, y = 12 + number * 21, 20 - number * 2.6
        canvas.soft(0.7, partial(_shadow_of_a_magazine, x, y))
        canvas.shape([(x, y), (x + 32, y - 2), (x + 35, y + 42), (x + 3, y + 44)], cover)
        dark = INK if sum(cover) > 500 else PAPER
        canvas.words((x + 3, y + 3), title, 3.3, dark)
        for row in range(7):
            canvas.stroke(
                [(x + 4, y + 12 + row * 3), (x + 14, y + 11.6 + row * 3)], dark, 0.5, opacity=0.5
            )
        canvas.shade((x + 17, y + 11, x + 30, y + 24), (150, 176, 190), (92, 110, 96))


def dashboard(canvas: Canvas) -> None:
    """Paint the dash with the temperature and a card of radio stations."""
    canvas.shade((0, 0, 100, 34), (176, 196, 208), (206, 206, 196))
    for x in range(0, 100, 12):
        canvas.slab((x, canvas.dice.uniform(8, 20), x + 10, 34), (130, 126, 118))
    canvas.out_of_focus(2.0)
    canvas.shade((0, 31, 100, 75), (48, 48, 52), (20, 20, 22))
    canvas.disc((20, 66), 27, (20, 20, 22))
    canvas.disc((20, 66), 23.4, (46, 46, 50))
    canvas.slab((40, 38, 70, 56), (8, 14, 18), round_by=1.4)
    canvas.words((55, 44), "21.5 °C", 5.2, (150, 226, 232), centred=True)
    canvas.words((55, 51), "FM 98.1", 3.2, (226, 186, 96), centred=True)
    for x in (44, 55, 66):
        canvas.disc((x, 62.6), 3.1, (82, 84, 88))
        canvas.disc((x, 62.6), 2.4, (34, 35, 38))
    canvas.shape([(75, 36), (94, 35), (95, 62), (76, 63)], PAPER)
    canvas.words((77.6, 38), "Stations", 2.8, (10, 74, 102))
    for row, line in enumerate(("News", "Classical", "Jazz", "Rock", "Talk", "Quiet")):
        canvas.words((77.8, 43 + row * 3.1), line, 2.1, INK)

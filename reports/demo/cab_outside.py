"""What a shopper photographs of a cab from the kerb."""

from reports.demo.photographs import Canvas, Colour, lit

BLACK: Colour = (24, 27, 33)
CREAM: Colour = (226, 214, 178)
GLASS: Colour = (58, 72, 84)


def _street(canvas: Canvas, *, night: bool) -> None:
    sky: tuple[Colour, Colour] = (
        ((14, 18, 32), (44, 40, 52)) if night else ((168, 192, 214), (226, 228, 222))
    )
    canvas.shade((0, 0, 100, 50), *sky)
    x = -4.0
    while x < 100:
        wide, top = canvas.dice.uniform(11, 20), canvas.dice.uniform(4, 18)
        brick = canvas.dice.choice([(150, 96, 76), (176, 150, 122), (126, 116, 112), (160, 84, 66)])
        wall = lit(brick, -95 if night else 0)
        canvas.shade((x, top, x + wide, 50), lit(wall, 12), lit(wall, -14))
        for row in range(int(top) + 3, 44, 7):
            for column in range(2, int(wide) - 2, 4):
                is_lit = night and canvas.dice.random() < 0.4
                pane: Colour = (238, 190, 110) if is_lit else lit(wall, -34)
                canvas.slab((x + column, row, x + column + 2.2, row + 4), pane)
        x += wide
    canvas.out_of_focus(0.75)
    tar: Colour = (38, 39, 44) if night else (104, 104, 106)
    canvas.shade((0, 46, 100, 50), lit(tar, 34), lit(tar, 24))
    canvas.shade((0, 50, 100, 75), tar, lit(tar, -26))
    canvas.stroke([(0, 50.2), (100, 50.2)], lit(tar, 58), 0.5)


def _wheel(canvas: Canvas, x: float, y: float) -> None:
    canvas.disc((x, y), 6.6, (16, 16, 18))
    canvas.disc((x, y), 4.3, (150, 154, 160))
    canvas.disc((x, y), 3.7, (86, 90, 96))
    for angle in ((0, 1), (0.95, 0.31), (0.59, -0.81), (-0.59, -0.81), (-0.95, 0.31)):
        canvas.stroke([(x, y), (x + angle[0] * 3.8, y - angle[1] * 3.8)], (176, 180, 186), 0.9)
    canvas.disc((x, y), 0.9, (60, 62, 66))


BODY = [
    (9, 54),
    (9.6, 46),
    (14, 42.4),
    (31, 40),
    (41, 30.6),
    (47, 29),
    (61, 29),
    (70, 32.6),
    (78, 40),
    (87, 42.6),
    (90.6, 47),
    (91, 55),
    (88, 58.6),
    (12, 58.6),
]


def _car(canvas: Canvas, paint: Colour, number: str) -> None:
    canvas.soft(1.2, lambda c: c.disc((50, 62.2), 42, (10, 10, 12), flat=0.06, opacity=0.8))
    canvas.shape(BODY, paint)
    canvas.shape(
        [(13, 43.6), (31, 41), (79, 41.2), (88, 44.4), (89.4, 47), (12, 46.6)],
        lit(paint, 46),
        opacity=0.75,
    )
    canvas.shape([(10, 53.5), (90.6, 53.5), (89, 58.6), (12, 58.6)], lit(paint, -38), opacity=0.8)
    canvas.shape([(34, 40), (42.6, 32), (47.4, 30.8), (53.4, 30.8), (53.4, 40.2)], GLASS)
    canvas.shape([(55.2, 30.8), (60.8, 30.8), (68.6, 34), (74.6, 40.4), (55.2, 40.2)], GLASS)
    canvas.shape([(37, 39), (44, 32.4), (48, 31.8), (42, 39.4)], (186, 204, 216), opacity=0.45)
    canvas.shape([(57, 39.6), (60, 32), (63, 32.6), (61, 39.8)], (186, 204, 216), opacity=0.35)
    for x in (33.4, 54.3, 75.4):
        canvas.stroke([(x, 41), (x + 0.6, 56)], lit(paint, -40), 0.25)
    for x in (47, 68):
        canvas.slab((x, 44.6, x + 4.4, 45.5), (196, 198, 200), round_by=0.4)
    canvas.disc((12.2, 46.8), 1.8, (206, 70, 52), flat=0.8)
    canvas.disc((88, 46.8), 2.1, (248, 244, 220), flat=0.7)
    canvas.slab((47.5, 25.4, 58.5, 29), (246, 214, 70), round_by=0.8)
    canvas.words((53, 27.2), "TAXI", 2.2, (28, 28, 28), centred=True)
    canvas.words(
        (43.6, 49.4), number, 4.4, lit(paint, 120 if sum(paint) < 380 else -150), centred=True
    )
    _wheel(canvas, 26, 57.4)
    _wheel(canvas, 75.5, 57.4)


def outside_polished(canvas: Canvas) -> None:
    """Paint a black cab, clean enough to mirror the street."""
    _street(canvas, night=False)
    _car(canvas, BLACK, "12")
    canvas.soft(
        0.5,
        lambda c: c.shape(
            [(15, 47.4), (88, 47.6), (88, 48.8), (15, 49.4)], (220, 226, 232), opacity=0.55
        ),
    )
    for x in (20, 58, 84):
        canvas.glow((x, 44.4), 3.2, (255, 250, 236), strength=0.9)


def outside_cream(canvas: Canvas) -> None:
    """Paint a cream cab as most are, neither polished nor dirty."""
    _street(canvas, night=False)
    _car(canvas, CREAM, "")


def outside_muddy(canvas: Canvas) -> None:
    """Paint a cream cab with a week of mud on its doors."""
    _street(canvas, night=False)
    _car(canvas, lit(CREAM, -18), "")
    for _ in range(420):
        x, y = canvas.dice.uniform(12, 89), 58.4 - abs(canvas.dice.gauss(0, 4.4))
        canvas.disc(
            (x, y),
            canvas.dice.uniform(0.12, 0.7),
            (94, 76, 54),
            flat=0.7,
            opacity=canvas.dice.uniform(0.25, 0.7),
        )
    canvas.soft(
        0.9,
        lambda c: c.shape([(10, 54), (90, 53), (89, 58.4), (12, 58.4)], (96, 78, 56), opacity=0.5),
    )


def outside_at_night(canvas: Canvas) -> None:
    """Paint the cab at the kerb after dark, its sign and the street lamps alight."""
    _street(canvas, night=True)
    for _ in range(26):
        centre = (canvas.dice.uniform(0, 100), canvas.dice.uniform(6, 46))
        light = canvas.dice.choice(
            [(255, 190, 96), (255, 120, 80), (190, 214, 255), (255, 226, 160)]
        )
        canvas.disc(centre, canvas.dice.uniform(0.7, 1.9), light, opacity=0.35)
        canvas.glow(centre, canvas.dice.uniform(3, 7), light, strength=0.7)
    _car(canvas, lit(BLACK, -6), "12")
    canvas.glow((53, 27), 9, (255, 214, 96), strength=0.9)
    canvas.glow((90, 47), 15, (255, 244, 214), strength=0.9)
    canvas.glow((10, 47), 8, (255, 60, 40), strength=0.8)
    canvas.soft(
        1.4,
        lambda c: c.shape(
            [(84, 60), (100, 58), (100, 70), (70, 66)], (240, 222, 170), opacity=0.25
        ),
    )


def boot(canvas: Canvas) -> None:
    """Paint the open boot with two suitcases stowed upright."""
    _street(canvas, night=False)
    canvas.shape([(8, 75), (6, 20), (14, 5), (86, 5), (94, 20), (92, 75)], BLACK)
    canvas.shape([(16, 9), (84, 9), (88, 20), (12, 20)], (70, 76, 84))
    canvas.shade((13, 22, 87, 60), (34, 34, 38), (66, 64, 64))
    for x, colour in ((19, (40, 92, 120)), (47, (158, 60, 44))):
        canvas.slab((x, 27, x + 25, 57), colour, round_by=2)
        for rib in range(5):
            canvas.slab(
                (x + 3 + rib * 4.4, 29, x + 4 + rib * 4.4, 55), lit(colour, 26), round_by=0.4
            )
        canvas.slab((x + 8, 24.4, x + 17, 28), (30, 30, 32), round_by=1)
    canvas.shade((8, 59, 92, 75), (38, 40, 46), (16, 17, 20))
    canvas.slab((40, 64, 60, 69), (238, 238, 234), round_by=0.6)
    canvas.words((50, 66.5), "HH · HC 12", 2.6, (28, 28, 28), centred=True)

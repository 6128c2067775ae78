"""What a shopper photographs in a bakery."""

from reports.demo.photographs import Canvas, Colour, lit

OAK: Colour = (150, 108, 70)
CRUST: Colour = (186, 122, 62)
CHALK: Colour = (238, 236, 228)
SLATE: Colour = (44, 48, 50)
LINEN: Colour = (246, 243, 236)


def loaf(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Paint one loaf, crust darker below, three cuts on top."""
    crust = lit(CRUST, canvas.dice.randint(-26, 20))
    canvas.disc((x, y), size, lit(crust, -44), flat=0.56)
    canvas.disc((x, y - size * 0.06), size * 0.95, crust, flat=0.52)
    canvas.disc((x - size * 0.12, y - size * 0.16), size * 0.66, lit(crust, 26), flat=0.42)
    for cut in (-0.4, 0.0, 0.4):
        left = x + cut * size
        canvas.stroke(
            [(left - size * 0.12, y - size * 0.34), (left + size * 0.12, y + size * 0.18)],
            (236, 208, 160),
            size * 0.07,
        )


def _pretzel(canvas: Canvas, x: float, y: float, size: float) -> None:
    for radius, colour in ((size, (112, 58, 26)), (size * 0.97, (150, 82, 38))):
        for offset in (-0.5, 0.5):
            canvas.disc((x + offset * size, y), radius * 0.62, colour, flat=0.8)
    for offset in (-0.5, 0.5):
        canvas.disc((x + offset * size, y), size * 0.34, (206, 180, 140), flat=0.8)
    canvas.stroke(
        [(x - size * 0.7, y + size * 0.5), (x + size * 0.3, y - size * 0.1)],
        (142, 76, 34),
        size * 0.22,
    )
    for _ in range(12):
        canvas.disc(
            (x + canvas.dice.uniform(-1, 1) * size, y + canvas.dice.uniform(-0.4, 0.4) * size),
            0.14,
            CHALK,
        )


def bakery_front(canvas: Canvas) -> None:
    """Paint the shop from the pavement, lights on, awning out."""
    canvas.shade((0, 0, 100, 75), (206, 190, 166), (176, 160, 138))
    for row in range(12):
        canvas.stroke([(0, row * 5.2), (100, row * 5.2)], (162, 146, 124), 0.16)
    canvas.out_of_focus(0.4)
    canvas.slab((8, 14, 92, 62), (70, 44, 30))
    canvas.shade((10, 26, 64, 58), (255, 226, 168), (206, 150, 92))
    canvas.shade((69, 24, 88, 62), (240, 206, 150), (150, 104, 66))
    for row in range(3):
        canvas.slab((10, 36.4 + row * 8, 64, 37.4 + row * 8), OAK)
        for number in range(9):
            loaf(canvas, 14 + number * 5.8, 34.6 + row * 8, 2.5)
    canvas.out_of_focus(0.25)
    canvas.shape([(12, 58), (30, 26), (40, 26), (22, 58)], (255, 255, 255), opacity=0.12)
    for stripe in range(14):
        left = 8 + stripe * 6
        colour: Colour = (158, 44, 40) if stripe % 2 else LINEN
        canvas.shape([(left, 15), (left + 6, 15), (left + 6.6, 27), (left - 0.6, 27)], colour)
    canvas.slab((16, 3, 84, 13), (74, 38, 26), round_by=1)
    canvas.words((50, 8), "Lindemann · Brot", 5.6, (246, 224, 176), centred=True)
    canvas.slab((85.4, 42, 86.4, 50), (206, 190, 150), round_by=0.4)
    canvas.shade((0, 62, 100, 75), (142, 138, 132), (102, 98, 94))
    for x in range(-10, 110, 12):
        canvas.stroke([(x, 75), (x * 0.8 + 10, 62)], (92, 88, 84), 0.2)
    canvas.glow((38, 30), 30, (255, 220, 150), strength=0.5)


def _shop_wall(canvas: Canvas) -> None:
    canvas.shade((0, 0, 100, 75), (236, 214, 182), (176, 138, 102))
    for row in range(3):
        canvas.slab((0, 17 + row * 11, 100, 18.4 + row * 11), OAK)
        for number in range(11):
            loaf(canvas, 5 + number * 9.4, 14.6 + row * 11, canvas.dice.uniform(3.2, 4.2))
    canvas.slab((60, 1, 96, 12), SLATE)
    for row in range(3):
        canvas.stroke([(63, 3.6 + row * 2.6), (82, 3.6 + row * 2.6)], CHALK, 0.5)
        canvas.stroke([(88, 3.6 + row * 2.6), (92, 3.6 + row * 2.6)], CHALK, 0.5)
    canvas.out_of_focus(0.9)
    for x in (18, 50, 82):
        canvas.glow((x, 4), 26, (255, 226, 170), strength=0.7)


def _glass_counter(canvas: Canvas, *, gaps: bool) -> None:
    canvas.shade((2, 41, 98, 64), (255, 244, 220), (222, 190, 146))
    for row in range(2):
        base = 51 + row * 11
        canvas.slab((2, base, 98, base + 1), lit(OAK, 30))
        for number in range(10):
            if gaps and canvas.dice.random() < 0.72:
                continue
            x = 8 + number * 9.4
            if (number + row) % 3:
                loaf(canvas, x, base - 2, 3.5)
            else:
                _pretzel(canvas, x, base - 2.4, 3.0)
            canvas.slab((x - 2.2, base + 0.2, x + 2.2, base + 2.4), LINEN, round_by=0.2)
            canvas.words(
                (x, base + 1.3),
                f"{canvas.dice.randint(1, 4)},{canvas.dice.choice('2459')}0",
                1.5,
                (40, 40, 40),
                centred=True,
            )
    canvas.shape([(8, 64), (26, 41), (36, 41), (18, 64)], (255, 255, 255), opacity=0.22)
    canvas.slab((0, 38.6, 100, 42), lit(OAK, -30), round_by=0.4)
    canvas.shade((0, 65, 100, 75), lit(OAK, -20), lit(OAK, -70))


def counter_full(canvas: Canvas) -> None:
    """Paint the counter in the morning: every tray full, every price in its place."""
    _shop_wall(canvas)
    _glass_counter(canvas, gaps=False)


def counter_gaps(canvas: Canvas) -> None:
    """Paint the counter at five in the afternoon: crumbs and empty trays."""
    _shop_wall(canvas)
    _glass_counter(canvas, gaps=True)
    for _ in range(90):
        canvas.disc((canvas.dice.uniform(5, 95), canvas.dice.choice([50.6, 61.6])), 0.2, CRUST)


def _table(canvas: Canvas) -> None:
    canvas.shade((0, 0, 100, 22), (204, 182, 150), (160, 130, 100))
    for x in (8, 44, 74):
        canvas.slab((x, -4, x + 18, 20), (226, 222, 206))
    canvas.out_of_focus(2.4)
    canvas.shade((0, 20, 100, 75), lit(OAK, 34), lit(OAK, -10))
    for _ in range(30):
        y = canvas.dice.uniform(22, 75)
        canvas.stroke(
            [(0, y), (100, y + canvas.dice.uniform(-1.4, 1.4))], lit(OAK, -22), 0.22, opacity=0.45
        )


def _cup(canvas: Canvas, x: float, y: float, coffee: Colour) -> None:
    canvas.soft(
        1.0, lambda c: c.disc((x + 1.4, y + 3.4), 14.4, (40, 26, 16), flat=0.62, opacity=0.55)
    )
    canvas.disc((x, y + 2), 14, lit(LINEN, -24), flat=0.6)
    canvas.disc((x, y + 1), 13.6, LINEN, flat=0.6)
    canvas.disc((x, y + 1), 9.6, lit(LINEN, -14), flat=0.6)
    canvas.disc((x + 9, y - 3.6), 3, LINEN, flat=0.9)
    canvas.disc((x + 9, y - 3.6), 1.8, lit(LINEN, -30), flat=0.9)
    canvas.disc((x, y - 1), 8.2, lit(LINEN, -10), flat=0.72)
    canvas.disc((x, y - 3.4), 8.2, LINEN, flat=0.66)
    canvas.disc((x, y - 3.2), 7.3, coffee, flat=0.64)


def coffee_and_pastry(canvas: Canvas) -> None:
    """Paint a clean table, a cup and a pastry as ordered."""
    _table(canvas)
    canvas.soft(1.0, lambda c: c.disc((33, 52), 25, (40, 26, 16), flat=0.62, opacity=0.5))
    canvas.disc((32, 49), 24, lit(LINEN, -22), flat=0.6)
    canvas.disc((32, 48), 23.6, LINEN, flat=0.6)
    canvas.disc((32, 48), 17, lit(LINEN, -10), flat=0.6)
    for turn in range(5, 0, -1):
        size = turn * 2.9
        canvas.disc((32, 47 - turn * 0.2), size, lit(CRUST, -30 if turn % 2 else 16), flat=0.58)
    canvas.disc((30, 44), 5, (250, 240, 220), flat=0.4, opacity=0.75)
    _cup(canvas, 74, 44, (92, 54, 28))
    canvas.disc((73, 41), 3.6, (220, 180, 130), flat=0.5, opacity=0.8)
    canvas.glow((20, 20), 34, (255, 240, 214), strength=0.35)


def table_not_cleared(canvas: Canvas) -> None:
    """Paint the table as it was found: two cups, a crumpled napkin, rings and crumbs."""
    _table(canvas)
    for x, y, size in ((24, 60, 6.4), (58, 30, 5.4)):
        canvas.disc((x, y), size, (84, 54, 30), flat=0.66, opacity=0.5)
        canvas.disc((x, y), size * 0.88, lit(OAK, 16), flat=0.66, opacity=0.85)
    _cup(canvas, 28, 38, (66, 44, 30))
    _cup(canvas, 78, 48, (196, 178, 154))
    for number in range(5):
        corners = [
            (50 + canvas.dice.uniform(-9, 9), 54 + canvas.dice.uniform(-6, 6)) for _ in range(5)
        ]
        canvas.shape(corners, lit(LINEN, -8 * number))
    for _ in range(190):
        canvas.disc(
            (canvas.dice.gauss(50, 20), canvas.dice.gauss(56, 9)),
            canvas.dice.uniform(0.12, 0.4),
            lit(CRUST, canvas.dice.randint(-40, 20)),
        )

"""Paper that a shopper photographs: receipts and an advertisement."""

from reports.demo.photographs import Canvas, Colour, lit

OAK: Colour = (150, 108, 70)
STONE: Colour = (126, 124, 120)
INK: Colour = (44, 48, 50)
PAPER: Colour = (246, 246, 240)
NAVY: Colour = (22, 52, 88)


def _slip(canvas: Canvas, table: Colour, title: str) -> None:
    canvas.shade((0, 0, 75, 100), lit(table, 20), lit(table, -30))
    for _ in range(40):
        y = canvas.dice.uniform(0, 100)
        end = (75, y + canvas.dice.uniform(-1.4, 1.4))
        canvas.stroke([(0, y), end], lit(table, -26), 0.3, opacity=0.4)
    shadow = [(17, 8), (60, 7), (62, 95), (18, 96)]
    canvas.soft(0.9, lambda c: c.shape(shadow, (30, 18, 10), opacity=0.6))
    canvas.shape([(15, 6), (58, 5), (60, 93), (16, 94)], PAPER)
    canvas.shape([(15, 6), (26, 5.6), (27, 94), (16, 94)], (214, 214, 208), opacity=0.5)
    canvas.words((37, 13), title, 3.6, INK, centred=True)


def _lines(canvas: Canvas, lines: tuple[tuple[str, str], ...]) -> None:
    for row, (what, amount) in enumerate(lines):
        canvas.words((20, 24 + row * 5.4), what, 2.7, INK)
        canvas.words((49, 24 + row * 5.4), amount, 2.7, INK)


def _foot(canvas: Canvas, total: str, notes: tuple[str, ...]) -> None:
    canvas.stroke([(20, 53), (55, 52.6)], INK, 0.25)
    canvas.words((20, 55), "Summe EUR", 3.6, INK)
    canvas.words((47, 55), total, 3.6, INK)
    for row, note in enumerate(notes):
        canvas.words((20, 65 + row * 4), note, 2.3, INK)


def bakery_receipt(canvas: Canvas) -> None:
    """Paint a till receipt, upright, on the table."""
    _slip(canvas, OAK, "Lindemann · Brot")
    bought = (
        *(("2 x Laugenbrezel", "2,40"), ("1 x Roggenbrot 750 g", "4,90")),
        *(("1 x Rosinenschnecke", "2,20"), ("1 x Milchkaffee", "3,40"), ("Beutel", "0,10")),
    )
    _lines(canvas, bought)
    notes = ("MwSt 7 %  0,85", "Karte  13,00", "Es bediente Sie: 04", "Vielen Dank!")
    _foot(canvas, "13,00", notes)
    for stripe in range(46):
        if canvas.dice.random() < 0.6:
            canvas.slab((22 + stripe * 0.68, 83, 22.5 + stripe * 0.68, 89), INK)


def cab_receipt(canvas: Canvas) -> None:
    """Paint the receipt of a ride, with what it must show."""
    _slip(canvas, STONE, "Harbour Cabs")
    ride = (
        *(("Grundpreis", "4,30"), ("11,4 km", "25,70"), ("Wartezeit 3 min", "1,50")),
        *(("Koffer", "0,00"), ("Trinkgeld", "2,50")),
    )
    _lines(canvas, ride)
    notes = ("MwSt 7 %  2,06", "Karte  34,00", "Hafen - Flughafen")
    _foot(canvas, "34,00", (*notes, "Gute Reise!"))


def poster(canvas: Canvas) -> None:
    """Paint an advertisement at a bus stop."""
    canvas.shade((0, 0, 75, 100), (150, 170, 180), (104, 108, 108))
    for x in range(0, 75, 9):
        canvas.slab((x, canvas.dice.uniform(8, 40), x + 7, 100), (126, 130, 126))
    canvas.out_of_focus(1.6)
    canvas.slab((10, 8, 66, 92), (30, 32, 36), round_by=1)
    canvas.shade((13, 11, 63, 89), lit(NAVY, 60), NAVY)
    canvas.shape([(13, 62), (44, 40), (52, 37), (58, 38), (50, 46), (13, 70)], (240, 242, 244))
    canvas.shape([(42, 41), (50, 24), (55, 23), (52, 38)], (246, 206, 90))
    canvas.words((38, 19), "Northern Air", 5.4, PAPER, centred=True)
    canvas.words((38, 74), "Oslo from 79", 7, (246, 206, 90), centred=True)
    canvas.words((38, 82), "bag included, word kept", 2.9, PAPER, centred=True)
    canvas.shape([(13, 11), (30, 11), (13, 60)], (255, 255, 255), opacity=0.12)

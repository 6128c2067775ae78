"""The forty bakeries of the demo's chain, from the Förde to the Alps."""

from reports.demo.places import Client, Place

HAMBURG, HOLSTEIN, MUNICH, FRANCONIA = "Hamburg", "Schleswig-Holstein", "München", "Franken"

# Name, street and number, postal code, town, latitude, longitude: ten lines a region.
SHOPS: dict[str, str] = {
    HAMBURG: """
Eppendorf, Eppendorfer Landstraße 112, 20249, Hamburg, 53.5931, 9.9822
Winterhude Marktplatz, Winterhuder Marktplatz 15, 22299, Hamburg, 53.5963, 9.9979
Ottensen Spritzenplatz, Ottenser Hauptstraße 24, 22765, Hamburg, 53.5521, 9.9298
Osterstraße, Osterstraße 141, 20255, Hamburg, 53.5765, 9.9503
Lange Reihe, Lange Reihe 68, 20099, Hamburg, 53.5566, 10.0131
Mühlenkamp, Mühlenkamp 33, 22303, Hamburg, 53.5836, 10.0103
Wandsbek Markt, Wandsbeker Marktstraße 87, 22041, Hamburg, 53.5724, 10.0684
Blankenese Bahnhof, Blankeneser Bahnhofstraße 40, 22587, Hamburg, 53.5625, 9.8146
Bergedorf Sachsentor, Sachsentor 29, 21029, Hamburg, 53.4880, 10.2117
Harburg Lüneburger Straße, Lüneburger Straße 44, 21073, Hamburg, 53.4619, 9.9826
Großneumarkt, Wexstraße 31, 20355, Hamburg, 53.5512, 9.9806
Schanzenviertel, Schulterblatt 73, 20357, Hamburg, 53.5622, 9.9611
""",
    HOLSTEIN: """
Lübeck Breite Straße, Breite Straße 53, 23552, Lübeck, 53.8684, 10.6867
Lübeck Hüxstraße, Hüxstraße 92, 23552, Lübeck, 53.8655, 10.6892
Kiel Holstenstraße, Holstenstraße 66, 24103, Kiel, 54.3206, 10.1345
Kiel Holtenauer Straße, Holtenauer Straße 118, 24105, Kiel, 54.3358, 10.1349
Flensburg Südermarkt, Südermarkt 9, 24937, Flensburg, 54.7837, 9.4360
Ahrensburg Rondeel, Rondeel 4, 22926, Ahrensburg, 53.6749, 10.2411
Eckernförde Kieler Straße, Kieler Straße 39, 24340, Eckernförde, 54.4716, 9.8371
Husum Großstraße, Großstraße 17, 25813, Husum, 54.4768, 9.0520
""",
    MUNICH: """
Schwabing Hohenzollernstraße, Hohenzollernstraße 47, 80801, München, 48.1601, 11.5789
Haidhausen Weißenburger Platz, Weißenburger Straße 21, 81667, München, 48.1287, 11.5990
Viktualienmarkt, Frauenstraße 12, 80469, München, 48.1345, 11.5779
Sendlinger Straße, Sendlinger Straße 38, 80331, München, 48.1345, 11.5687
Neuhausen Rotkreuzplatz, Nymphenburger Straße 158, 80634, München, 48.1527, 11.5334
Pasing Arcaden, Pasinger Bahnhofsplatz 5, 81241, München, 48.1497, 11.4620
Giesing Tegernseer Landstraße, Tegernseer Landstraße 62, 81541, München, 48.1147, 11.5884
Starnberg Seepromenade, Wittelsbacherstraße 9, 82319, Starnberg, 47.9976, 11.3437
Garmisch-Partenkirchen Am Kurpark, Am Kurpark 13, 82467, Garmisch-Partenkirchen, 47.4937, 11.0955
Rosenheim Max-Josefs-Platz, Max-Josefs-Platz 18, 83022, Rosenheim, 47.8564, 12.1276
Freising Obere Hauptstraße, Obere Hauptstraße 33, 85354, Freising, 48.4010, 11.7460
""",
    FRANCONIA: """
Nürnberg Königstraße, Königstraße 58, 90402, Nürnberg, 49.4499, 11.0782
Nürnberg Gostenhof, Fürther Straße 63, 90429, Nürnberg, 49.4519, 11.0528
Fürth Schwabacher Straße, Schwabacher Straße 27, 90762, Fürth, 49.4758, 10.9899
Erlangen Hauptstraße, Hauptstraße 46, 91054, Erlangen, 49.5989, 11.0040
Bamberg Grüner Markt, Grüner Markt 14, 96047, Bamberg, 49.8921, 10.8886
Würzburg Domstraße, Domstraße 10, 97070, Würzburg, 49.7933, 9.9312
Bayreuth Maximilianstraße, Maximilianstraße 52, 95444, Bayreuth, 49.9441, 11.5763
Coburg Spitalgasse, Spitalgasse 21, 96450, Coburg, 50.2597, 10.9640
Rothenburg ob der Tauber Hafengasse, Hafengasse 8, 91541, Rothenburg ob der Tauber, 49.3775, 10.1803
""",
}

WEAKNESSES = ("greeting", "energy", "need", "problems", "follow")


def _shop(region: str, number: int, line: str) -> Place:
    name, address, postal_code, city, latitude, longitude = line.split(", ")
    standing = (number * 37) % 40
    return Place(
        name=f"Lindemann {name}",
        address=address,
        postal_code=postal_code,
        city=city,
        latitude=latitude,
        longitude=longitude,
        region=region,
        tags=("café",) if number % 3 == 0 else (),
        service=round(0.68 + standing * 0.007, 3),
        warmth=round(0.12 + standing * 0.011, 3),
        drift=((number % 5) - 2) * 0.03,
        weak_at=(WEAKNESSES[number % 5],) if standing < 26 else (),
    )


def _shops() -> tuple[Place, ...]:
    lines = [(region, line) for region, text in SHOPS.items() for line in text.strip().splitlines()]
    return tuple(_shop(region, number, line) for number, (region, line) in enumerate(lines))


LINDEMANN = Client(
    name="Bäckerei Lindemann",
    regions={
        "Nord": None,
        "Süd": None,
        HAMBURG: "Nord",
        HOLSTEIN: "Nord",
        MUNICH: "Süd",
        FRANCONIA: "Süd",
    },
    places=_shops(),
)

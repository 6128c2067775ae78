"""Wait until the demo answers, then say where it is and who may sign in."""

import sys
import time
import urllib.request

PATIENCE_SECONDS = 60
WELCOME = """
  Moments is ready at {address}

    shopper@example.org     the person with the phone
    operator@example.org    the agency's desk
    owner@example.org       the client
    The password of all three is: moments

  Letters are written to var/demo/mail. Ctrl-C stops; the data is kept. RESET=1 begins anew.
"""


def main(address: str) -> None:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up_at:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            print(WELCOME.format(address=address), flush=True)
            return
    sys.exit("The web server has not answered for a minute; its messages are above.")


if __name__ == "__main__":
    main(sys.argv[1])

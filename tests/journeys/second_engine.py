"""A second browser engine: WebKitGTK on a screen of its own, driven as Safari would be."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

PATIENCE_SECONDS = 60


def browser() -> Path | None:
    """Return the engine's own small browser, or None where it or its driver is not installed."""
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    complete = found and shutil.which("WebKitWebDriver") and shutil.which("Xvfb")
    return found[-1] if complete else None


class SecondPhone:
    """The app in WebKit. Its storage lasts as long as the session: automation keeps nothing."""

    def __init__(self, driver: webdriver.WebKitGTK, address: str) -> None:
        self.driver, self.address = driver, address

    def open(self, path: str) -> None:
        self.driver.get(self.address + path)

    def see(self, text: str) -> WebElement:
        """Wait until these words are on the screen, and return the innermost that says them."""
        words = f"//*[not(self::script)][contains(normalize-space(.), {text!r})]"
        return self._wait_for(By.XPATH, f"{words}[not(*[contains(normalize-space(.), {text!r})])]")

    def tap(self, what: str, *, of: str = "") -> None:
        """Tap a button, a link or a tile by its words; `of` a question, by its identity."""
        here = f"//*[@id={of!r}]/ancestor::section" if of else ""
        named = f"[contains(normalize-space(.), {what!r})]"
        kinds = "self::button or self::a or contains(@class, 'tile')"
        self._wait_for(By.XPATH, f"{here}//*[{kinds}]{named}").click()

    def confirm(self, what: str) -> None:
        """Tap a button of the dialog that asks."""
        self._wait_for(
            By.XPATH, f"//dialog//button[contains(normalize-space(.), {what!r})]"
        ).click()

    def fill(self, selector: str, text: str) -> None:
        self._wait_for(By.CSS_SELECTOR, selector).send_keys(text)

    def give_file(self, selector: str, path: Path) -> None:
        """Hand a picture to the input that the camera fills."""
        found = WebDriverWait(self.driver, PATIENCE_SECONDS).until(
            lambda driver: driver.find_element(By.CSS_SELECTOR, selector)
        )
        found.send_keys(str(path))

    def count(self, selector: str) -> int:
        return len(self.driver.find_elements(By.CSS_SELECTOR, selector))

    def wait_until(self, selector: str, *, count: int) -> None:
        WebDriverWait(self.driver, PATIENCE_SECONDS).until(lambda _: self.count(selector) == count)

    def run(self, script: str) -> object:
        return self.driver.execute_async_script(script)

    def visit_in_address(self) -> str:
        found = WebDriverWait(self.driver, PATIENCE_SECONDS).until(
            lambda driver: re.search(r"/field/visit/([0-9a-f-]{36})/", driver.current_url)
        )
        return found[1]

    def words(self) -> str:
        return self.driver.find_element(By.TAG_NAME, "body").text

    def _wait_for(self, by: str, what: str) -> WebElement:
        def shown(driver: webdriver.WebKitGTK) -> WebElement | None:
            return next((e for e in driver.find_elements(by, what) if e.is_displayed()), None)

        return WebDriverWait(self.driver, PATIENCE_SECONDS).until(shown, message=what)


@contextmanager
def second_phone(address: str, folder: Path) -> Iterator[SecondPhone]:
    """Switch the second engine on, and off again with all that it started."""
    folder.mkdir(parents=True, exist_ok=True)
    with _screen() as display:
        env = os.environ | {
            "DISPLAY": display,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "NO_AT_BRIDGE": "1",
            # Its own sandbox needs rights that root inside a container has not.
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        options = Options()
        options.binary_location = str(browser())
        options.add_argument("--automation")
        service = Service(executable_path=shutil.which("WebKitWebDriver"), env=env)
        driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            driver.set_script_timeout(PATIENCE_SECONDS)
            yield SecondPhone(driver, address)
        except BaseException:
            driver.save_screenshot(str(folder / "screen.png"))
            print(
                driver.current_url, driver.find_element(By.TAG_NAME, "body").text, sep="\n"
            )  # shown where a test fails
            raise
        finally:
            driver.quit()


@contextmanager
def _screen() -> Iterator[str]:
    """Start a screen that nobody sees and return its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "412x915x24", "-nolisten", "tcp"]
    running = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(timeout=10)

"""Firefox, driven through Marionette, the protocol that it speaks by itself: no driver to install.

Playwright drives only a Firefox that it has patched; Debian's geckodriver does not exist.
"""

import json
import re
import socket
import subprocess
import time
from pathlib import Path

PREFERENCES = {
    "app.normandy.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.accept_languages": "fr",
    "marionette.port": 0,  # any that is free; MarionetteActivePort says which
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.type": 1,  # nothing but this machine is reached
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.allow_hijacking_localhost": False,
    "remote.prefs.recommended": True,
}
COLOURS = {"light": 1, "dark": 0}


class Firefox:
    """A headless Firefox with one window; close() ends it."""

    def __init__(self, executable, profile: Path):
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines), "utf-8")
        options = [
            "--headless",
            "--no-remote",
            "--marionette",
            "--remote-allow-system-access",
            "--profile",
            str(profile),
        ]
        self.process = subprocess.Popen([executable, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.socket = socket.create_connection(("127.0.0.1", self._port(profile / "MarionetteActivePort")), timeout=60)
        self.stream = self.socket.makefile("rb")
        self._receive()  # its greeting
        self.number = 0
        self._ask("WebDriver:NewSession")
        self.resize(1280, 900)

    def _port(self, file, *, seconds=60):
        for _ in range(10 * seconds):
            if file.exists() and (text := file.read_text()):
                return int(text)
            time.sleep(0.1)
        raise TimeoutError(f"Firefox did not start in {seconds} s")

    def _receive(self):
        digits = b""
        while (digit := self.stream.read(1)) != b":":
            digits += digit
        return json.loads(self.stream.read(int(digits)))

    def _ask(self, command, **parameters):
        self.number += 1
        message = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return result

    def open(self, address):
        self._ask("WebDriver:Navigate", url=address)

    def evaluate(self, function, *arguments):
        """The result of a JavaScript function, or of the promise it returns."""
        script = f"const done = arguments[arguments.length - 1]; Promise.resolve(({function})(...arguments)).then(done)"
        return self._ask("WebDriver:ExecuteAsyncScript", script=script, args=arguments, scriptTimeout=20_000)["value"]

    def press(self, key):
        """Press a key: a letter, or the code point of WebDriver for a special one."""
        keys = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._ask("WebDriver:PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": keys}])

    def resize(self, width, height):
        """Give the page this size; the window, which has a least width, stays as it is."""
        self.chrome(f"""const page = gBrowser.selectedBrowser.style;
            page.minWidth = page.maxWidth = "{width}px"; page.minHeight = page.maxHeight = "{height}px";""")
        self.evaluate(
            "async width => { while (innerWidth !== width) await new Promise(requestAnimationFrame); }", width
        )

    def chrome(self, script):
        """What a script with the rights of the browser itself returns."""
        self._ask("Marionette:SetContext", value="chrome")
        try:
            return self._ask("WebDriver:ExecuteScript", script=script, args=[])["value"]
        finally:
            self._ask("Marionette:SetContext", value="content")

    def colours(self, scheme):
        """Prefer a light or a dark page."""
        preference = "layout.css.prefers-color-scheme.content-override"
        self.chrome(f"Services.prefs.setIntPref('{preference}', {COLOURS[scheme]})")

    def complaints(self):
        """The errors that pages have caused since the last call."""
        messages = self.chrome("""const found = Services.console.getMessageArray().map(String);
            Services.console.reset(); return found;""")
        return [text for text in messages if re.search(r"\[JavaScript Error: .*http://127", text, re.DOTALL)]

    def close(self):
        self._ask("Marionette:Quit", flags=["eForceQuit"])
        self.stream.close()
        self.socket.close()
        self.process.wait(30)

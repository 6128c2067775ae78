"""Serves the gallery as the phone's shell would be: every path under /field/, a strict policy."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

GALLERY = Path(__file__).resolve().parents[1] / "gallery"
CLIENT = Path(__file__).resolve().parents[4] / "frontend/phone/client"
FOLDERS = {"client": CLIENT, "gallery": GALLERY}
TYPES = {
    ".js": "text/javascript",
    ".json": "application/json",
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
}
# Sixty modules a page, over a hundred pages one after the other: each is fetched once.
AN_HOUR = "max-age=3600"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.file_for(self.path.partition("?")[0])
        if path is None or not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", TYPES.get(path.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store" if path.suffix == ".html" else AN_HOUR)
        self.end_headers()
        self.wfile.write(body)

    def file_for(self, address: str) -> Path | None:
        first, _, rest = address.lstrip("/").partition("/")
        if first == "field" or (first == "gallery" and not rest):
            return GALLERY / "index.html"
        folder = FOLDERS.get(first)
        path = (folder / rest).resolve() if folder else None
        return path if path and path.is_relative_to(folder) else None

    def log_message(self, *_: object) -> None:
        """Stay silent."""


class Files(ThreadingHTTPServer):
    """As many connections may wait as a page of sixty modules opens; five would be the default."""

    request_queue_size = 128


class Gallery:
    """A running gallery; `address` is where it stands."""

    def __enter__(self) -> "Gallery":
        self.server = Files(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

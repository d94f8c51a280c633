"""The models of browsers, in the order in which the command shows them."""

MODELS = ["chromium", "firefox", "webkitgtk", "webkitgtk-3.2", "safari"]

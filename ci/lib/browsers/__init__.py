"""How the models are held to real browsers: ci/browsers, ci/check_browsers."""

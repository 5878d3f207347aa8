"""One aiohttp application: API, site, letters, health."""

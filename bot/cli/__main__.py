"""`python -m bot.cli`, for where the script is not on the path."""

from bot.cli.main import main

if __name__ == "__main__":
    main()

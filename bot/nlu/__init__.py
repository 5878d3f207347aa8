"""Understanding: graph components of Rasa and the plain Python beneath them."""

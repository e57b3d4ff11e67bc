"""How the shipped encoder was made. Needs the extra `train`; nothing else imports this package."""

"""Every regular expression of the package, strings that attack it, and how much work it makes of them."""

"""What a screen of the app is made of, how a part is found, waited for and touched."""

"""The commands, one module per subject; `virtual_phone.webdriver.routes` lists them all."""

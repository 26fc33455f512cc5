"""What people open after a run: the page of pictures, and Allure's report where Node is there."""

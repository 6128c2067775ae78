"""What a reviewer would object to, told before sending. The twin for the phone is tools/coach/."""

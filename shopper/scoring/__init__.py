"""What answers are worth: arithmetic only. The twin for the phone is model/scoring.js."""

"""What a shopper gets for a visit: the grade of the work, the fee, what is given back, and when it is paid."""

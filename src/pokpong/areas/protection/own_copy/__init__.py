"""What a person's own copy says of what this area keeps: a table of every field, and the rows of each kind."""

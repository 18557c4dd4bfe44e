"""Pages of the desk: parse, one call, render. What is shown is put together in datasets/desk/."""

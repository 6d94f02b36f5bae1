"""A language model as a reader: it only proposes, and what it proposes passes the gate or is kept with the reason why not."""

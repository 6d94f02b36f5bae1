"""A learned second opinion on a pair of mentions: features of their sentence, and weights trained on public labelled pairs."""

"""What is known of Chinese and English as such: scripts, sentences, quantities, times."""

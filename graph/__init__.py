"""Articles on the AI compute supply chain in, a sourced knowledge graph out."""

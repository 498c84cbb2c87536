"""From written pages to a website, behind one door."""

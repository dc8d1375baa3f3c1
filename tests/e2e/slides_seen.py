"""What LibreOffice draws of slides, beside the PNG of the same pictures."""


def compare(kb, out, options):
    raise NotImplementedError

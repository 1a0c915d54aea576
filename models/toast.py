def toast(kind, message, *, sticky=False, title=None):
    """The action that tells a person how it went, and closes a dialog.

    :param kind: success, info, warning or danger.
    :param sticky: it stays until it is clicked away.
    """
    params = {
        "type": kind,
        "message": message,
        "sticky": sticky,
        "next": {"type": "ir.actions.act_window_close"},
    }
    if title:
        params["title"] = title
    return {
        "type": "ir.actions.client",
        "tag": "display_notification",
        "params": params,
    }

from ..settings.server_option import server_option

# "acme.test=127.0.0.1:8080, other.test=10.0.0.5:80": sites of this network, by name.
OPTION, VARIABLE = "llm_lead_scoring_local_sites", "LLM_LOCAL_SITES"


def local_sites():
    """``{host: "address:port"}`` that an administrator of the server has named."""
    pairs = (text.partition("=") for text in server_option(OPTION, VARIABLE).split(","))
    return {
        host.strip().lower(): place.strip()
        for host, _equals, place in pairs
        if place.strip()
    }

"""Settings of the JupyterHub that tools/bench/hub.py and tests/hub start: one machine, loopback, no passwords.

For trying only. A hub for students is made with guide/hub/; what is the same here and there is said there.
"""

import json
import os
from pathlib import Path

c = get_config()  # type: ignore[name-defined] # noqa: F821
folder = Path(os.environ["HUB_FOLDER"])
given = json.loads((folder / "hub.json").read_text(encoding="utf-8"))

c.JupyterHub.bind_url = given["address"]
c.JupyterHub.hub_ip = "127.0.0.1"
c.JupyterHub.hub_port = given["hub_port"]
c.JupyterHub.db_url = f"sqlite:///{folder / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(folder / "cookie_secret")
c.JupyterHub.log_level = "WARN"

# Proxy and servers outlive the hub, as they do on Kubernetes: a hub can be restarted in the middle of a lesson.
c.JupyterHub.cleanup_servers = False
c.ConfigurableHTTPProxy.should_start = False
c.ConfigurableHTTPProxy.api_url = given["proxy_api"]
c.ConfigurableHTTPProxy.auth_token = given["proxy_token"]

c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.allow_named_servers = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(folder / "home" / "{username}")
c.Spawner.cmd = [given["python"], "-m", "jupyterhub.singleuser"]
# Many kernels of one machine that start at the same moment would now and then draw the same port; files do not collide,
# if their paths are short.
c.Spawner.args = ["--KernelManager.transport=ipc", *(["--allow-root"] if os.geteuid() == 0 else [])]
c.Spawner.default_url = "/lab"
runtime = {"JUPYTER_RUNTIME_DIR": lambda spawner: f"{given['runtime']}/{spawner.user.name}"}
c.Spawner.environment = {**given["environment"], **runtime}
c.Spawner.env_keep = ["PATH", "LANG", "LC_ALL"]
c.Spawner.poll_interval = 2
c.Spawner.start_timeout = c.Spawner.http_timeout = 300

c.JupyterHub.services = [{"name": "bench", "api_token": given["token"]}]
scopes = ["admin:users", "admin:servers", "admin:server_state", "tokens", "access:servers"]
c.JupyterHub.load_roles = [{"name": "bench", "services": ["bench"], "scopes": scopes}]

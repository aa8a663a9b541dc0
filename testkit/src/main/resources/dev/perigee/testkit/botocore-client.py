"""Calls CloudFront as botocore does: a call on each line of the input, its result on one of the output.

A call is {"operation", "parameters"}, text under "FunctionCode" and "EventObject" standing for
bytes; a result is {"result"} or {"code", "message"}.
"""
import json
import sys

import botocore.config
import botocore.exceptions
import botocore.session

client = botocore.session.get_session().create_client(
    "cloudfront",
    endpoint_url=sys.argv[1],
    config=botocore.config.Config(retries={"max_attempts": 0}),
)
methods = {
    operation: method for method, operation in client.meta.method_to_api_mapping.items()
}


def as_bytes(parameters):
    for name in ("FunctionCode", "EventObject"):
        if name in parameters:
            parameters[name] = parameters[name].encode()
    return parameters


def plain(value):
    return value.read().decode() if hasattr(value, "read") else str(value)


def call(operation, parameters):
    if operation not in methods:
        return {"code": "NotInModel", "message": operation}
    try:
        result = getattr(client, methods[operation])(**as_bytes(parameters))
    except botocore.exceptions.ClientError as e:
        return {"code": e.response["Error"]["Code"], "message": e.response["Error"]["Message"]}
    except botocore.exceptions.ParamValidationError as e:
        return {"code": "NotInModel", "message": str(e)}
    result.pop("ResponseMetadata")
    return {"result": result}


for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(call(request["operation"], request["parameters"]), default=plain), flush=True)

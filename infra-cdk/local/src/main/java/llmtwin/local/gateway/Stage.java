package llmtwin.local.gateway;

/// Where an API is deployed, as events and ARNs name it.
record Stage(String region, String account, String api, String name) {
    String methodArn(String method, String path) {
        return "arn:aws:execute-api:%s:%s:%s/%s/%s%s".formatted(region, account, api, name, method, path);
    }
}

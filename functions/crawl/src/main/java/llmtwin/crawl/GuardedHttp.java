package llmtwin.crawl;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/// HTTP over connections that go to exactly the addresses that [AddressGuard] has checked, while TLS still proves
/// the name in the URL. Every request has a connection of its own, no proxy, no cookies, no second try.
final class GuardedHttp implements Http {
    private static final Timeout CONNECT = Timeout.ofSeconds(10);
    /// More connections than there are visits at once in one process.
    private static final int CONNECTIONS = 100;

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fetch-timer").factory());

    private final CloseableHttpClient client;

    GuardedHttp(AddressGuard guard) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Checked(guard))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(CONNECT)
                        .build())
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .build();
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy((_, _, _) -> false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setProtocolUpgradeEnabled(false)
                        .setAuthenticationEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .build();
    }

    @Override
    public Response send(Request asked) throws IOException {
        AddressGuard.check(asked.url());
        var request = request(asked);
        asked.headers().forEach(request::setHeader);
        var late = new AtomicBoolean();
        var overdue = TIMER.schedule(
                () -> {
                    late.set(true);
                    request.cancel();
                },
                asked.limit().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return read(client.executeOpen(target(asked.url()), request, null), asked.maxBytes());
        } catch (IOException e) {
            throw late.get() ? tooSlow(asked, e) : inWords(asked.url().getHost(), e);
        } finally {
            overdue.cancel(false);
            // Drops the connection at once; closing the response would first read a long rest of its body.
            request.cancel();
        }
    }

    private static HttpUriRequestBase request(Request asked) {
        if (asked.post() == null) {
            return new HttpGet(asked.url());
        }
        var post = new HttpPost(asked.url());
        // Its type is among the headers.
        post.setEntity(new ByteArrayEntity(asked.post().getBytes(StandardCharsets.US_ASCII), null));
        return post;
    }

    private static HttpHost target(URI url) {
        var host = url.getHost();
        var name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new HttpHost(url.getScheme(), name, url.getPort());
    }

    private static Response read(ClassicHttpResponse response, long maxBytes) throws IOException {
        var headers = new HashMap<String, String>();
        for (var header : response.getHeaders()) {
            if (header.getValue() != null) {
                headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
            }
        }
        if (response.getEntity() == null) {
            return new Response(response.getCode(), headers, new byte[0], true);
        }
        var encoding = headers.getOrDefault("content-encoding", "identity");
        var body = ContentCoding.decoded(response.getEntity().getContent(), encoding);
        return read(response.getCode(), headers, body, maxBytes);
    }

    private static Response read(int status, Map<String, String> headers, InputStream body, long maxBytes)
            throws IOException {
        var bytes = body.readNBytes(Math.toIntExact(maxBytes));
        boolean complete = bytes.length < maxBytes || body.read() < 0;
        return new Response(status, headers, bytes, complete);
    }

    private static Unreachable tooSlow(Request asked, IOException cause) {
        return new Unreachable(
                asked.url().getHost() + " did not send everything within "
                        + Math.max(1, asked.limit().toSeconds()) + " s",
                cause);
    }

    private static IOException inWords(String host, IOException cause) {
        return switch (cause) {
            case AddressGuard.NotPublic notPublic -> notPublic;
            case UnknownHostException _ -> new Unreachable("the name " + host + " cannot be resolved", cause);
            case SSLException _ ->
                new Unreachable("no secure connection to " + host + ": its certificate or its TLS is not valid", cause);
            case SocketTimeoutException _ -> new Unreachable(host + " did not answer in time", cause);
            case ConnectException _ -> new Unreachable(host + " takes no connection", cause);
            default -> new Unreachable("the connection to " + host + " broke", cause);
        };
    }

    private record Checked(AddressGuard guard) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return guard.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}

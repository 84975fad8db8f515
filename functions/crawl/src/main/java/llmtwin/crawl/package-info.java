/// From a URL to raw documents: visits pages, feeds and sitemaps, politely and only on the public web.
@NullMarked
package llmtwin.crawl;

import org.jspecify.annotations.NullMarked;

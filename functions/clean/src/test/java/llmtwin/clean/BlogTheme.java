package llmtwin.clean;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Ways in which blogs lay out a post.
enum BlogTheme {
    SEMANTIC("""
            <header><a href="/">A. Writer</a><nav><ul><li><a href="/">Home</a></li><li><a href="/about">About</a></li></ul></nav></header>
            <main><article><header><h1>%1$s</h1><p>Posted on <time>3 May 2026</time> by A. Writer</p></header>
            %2$s
            <footer>Filed under <a href="/t/soil">soil</a></footer></article>
            <section id="comments"><h2>2 comments</h2><ol><li><p>%3$s</p></li><li><p>%3$s</p></li></ol></section></main>
            <aside><h2>Related posts</h2><ul>%4$s</ul></aside><footer><p>© 2026 A. Writer. All rights reserved.</p></footer>"""),
    DIVS("""
            <div id="wrapper"><div id="header"><div class="site-title"><a href="/">A. Writer</a></div><div class="menu">%5$s</div></div>
            <div id="content"><div class="post hentry"><h1 class="entry-title">%1$s</h1><div class="post-meta">3 May 2026</div>
            <div class="entry-content">%2$s</div><div class="tags">Tags: <a href="/t/soil">soil</a></div></div>
            <div class="related"><h3>You may also like</h3><ul>%4$s</ul></div>
            <div class="comments"><h3>Comments</h3><div class="comment"><p>%3$s</p></div></div></div>
            <div id="sidebar"><h3>About me</h3><p>%3$s</p></div><div id="footer">© 2026 A. Writer</div></div>"""),
    TABLES("""
            <table width="100%%"><tr><td colspan="2"><a href="/"><b>A. Writer</b></a></td></tr>
            <tr><td width="150" valign="top">%5$s</td><td valign="top"><h1>%1$s</h1>%2$s</td></tr>
            <tr><td colspan="2"><font size="1">© 2026 A. Writer</font></td></tr></table>"""),
    MINIFIED("""
            <header><a href=/>A. Writer</a></header><nav>%5$s</nav><main><h1>%1$s</h1>%2$s</main>\
            <nav><a href=/p/1>Older</a> <a href=/p/2>Newer</a></nav><footer>A. Writer</footer>"""),
    UTILITY_CLASSES("""
            <div class="min-h-screen flex flex-col"><div class="flex justify-between px-4 py-2"><a class="font-bold" href="/">A. Writer</a>
            <div class="space-x-4">%5$s</div></div><div class="mx-auto max-w-2xl px-4"><h1 class="text-3xl font-bold mt-8">%1$s</h1>
            <div class="text-sm text-gray-500">May 3, 2026</div><div class="prose prose-lg mt-6">%2$s</div>
            <div class="mt-12 border-t pt-6"><h3 class="text-lg">More posts</h3><ul class="grid grid-cols-2">%4$s</ul></div></div>
            <footer class="text-xs text-center py-8">© 2026 A. Writer</footer></div>"""),
    WIDGETS("""
            <div class="columns"><div class="widget Blog"><h2 class="date-header">Sunday, May 3, 2026</h2><h3>%1$s</h3>
            <div class="post-body entry-content">%2$s<div class="jp-relatedposts"><h3>Related</h3>
            <div><h4><a href="/p/3">Notes on pots</a></h4><p>%3$s</p></div></div></div>
            <div class="post-footer">Posted by A. Writer at 9:00 <a href="/mail">Email this</a></div>
            <div class="comments"><h4>3 comments:</h4><ol><li><p>%3$s</p></li><li><p>%3$s %3$s</p></li></ol></div></div>
            <div class="sidebar"><div class="widget"><h2>About me</h2><p>%3$s</p></div></div></div>"""),
    CARDS("""
            <div><header><p><a href="/">A. Writer</a></p>%5$s</header><main><h1>%1$s</h1><div><time>May 3, 2026</time></div>
            <div class="entry-content wide">%2$s</div><div class="full"><h2>More posts</h2><ul>
            <li><h3><a href="/p/7">All about pots and pans</a></h3><div><p>%3$s</p></div></li>
            <li><h3><a href="/p/8">How to wait for frost</a></h3><div><p>%3$s %3$s</p></div></li>
            <li><h3><a href="/p/9">A spade and its handle</a></h3><div><p>%3$s</p></div></li></ul></div></main></div>"""),
    MARKED_PARAGRAPHS("""
            <div class="a"><div><a href="/">Open in app</a><a href="/in">Sign in</a></div><article><div><h1>%1$s</h1>
            <div>5 min read · May 3, 2026</div>%2$s</div></article><div class="q"><h2>Written by A. Writer</h2>
            <div>%3$s</div></div><div><a href="/help">Help</a><a href="/terms">Terms</a></div></div>""");

    private final String layout;

    BlogTheme(String layout) {
        this.layout = layout;
    }

    String page(BlogPost post, int number) {
        var comment = "I had the same trouble with number " + number
                + " last year, thank you for writing it down, dear A. Writer.";
        var more = IntStream.range(0, 4)
                .mapToObj(i -> "<li><a href=\"/p/" + (number + i) + "\">Notes on something else " + i + "</a></li>")
                .collect(Collectors.joining());
        var menu = "<a href=\"/\">Home</a> <a href=\"/archive\">Archive</a> <a href=\"/about\">About</a>";
        var html = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + post.title()
                + " | A. Writer</title><link rel=\"canonical\" href=\"https://writer.example/p/" + number
                + "\"><link rel=\"stylesheet\" href=\"/s.css\"></head><body>"
                + String.format(layout, post.title(), post.html(), comment, more, menu) + "</body></html>";
        return switch (this) {
            case MINIFIED -> html.replaceAll(">\\s+<(?!code|/code)", "><");
            case MARKED_PARAGRAPHS -> html.replace("<p>", "<p class=\"post-body-paragraph f7\">");
            default -> html;
        };
    }
}

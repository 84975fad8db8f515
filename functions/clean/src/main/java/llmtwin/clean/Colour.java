package llmtwin.clean;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A colour of CSS.
///
/// @param red, green, blue, alpha from 0 to 255
record Colour(int red, int green, int blue, int alpha) {
    static final Colour WHITE = new Colour(255, 255, 255, 255);

    private static final int JUST_SEEN = 8;
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("white", "#ffffff"),
            Map.entry("snow", "#fffafa"),
            Map.entry("ivory", "#fffff0"),
            Map.entry("ghostwhite", "#f8f8ff"),
            Map.entry("floralwhite", "#fffaf0"),
            Map.entry("whitesmoke", "#f5f5f5"),
            Map.entry("black", "#000000"),
            Map.entry("navy", "#000080"),
            Map.entry("red", "#ff0000"),
            Map.entry("blue", "#0000ff"),
            Map.entry("green", "#008000"),
            Map.entry("yellow", "#ffff00"),
            Map.entry("gray", "#808080"),
            Map.entry("grey", "#808080"),
            Map.entry("silver", "#c0c0c0"),
            Map.entry("transparent", "#00000000"));
    private static final Pattern HEX = Pattern.compile("#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})");
    private static final String NUMBER = "(\\d{0,3}\\.?\\d{0,9}%?)";
    private static final Pattern RGB =
            Pattern.compile("rgba?\\(" + NUMBER + "," + NUMBER + "," + NUMBER + "(?:[,/]+" + NUMBER + ")?\\)");
    private static final Pattern HSL =
            Pattern.compile("hsla?\\(" + NUMBER + "(?:deg)?," + NUMBER + "," + NUMBER + "(?:[,/]+" + NUMBER + ")?\\)");

    /// @param written as a style or an old attribute has it; empty for a gradient, a picture or a name not known
    static Optional<Colour> of(String written) {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var colour = written.strip().toLowerCase(Locale.ROOT);
        var hex = HEX.matcher(NAMED.getOrDefault(colour, colour));
        if (hex.matches()) {
            return Optional.of(ofDigits(hex.group(1)));
        }
        var rgb = RGB.matcher(colour);
        if (rgb.matches()) {
            return Optional.of(new Colour(
                    (int) number(rgb.group(1), 255),
                    (int) number(rgb.group(2), 255),
                    (int) number(rgb.group(3), 255),
                    alpha(rgb.group(4))));
        }
        var hsl = HSL.matcher(colour);
        return hsl.matches()
                ? Optional.of(ofHsl(
                        number(hsl.group(1), 360),
                        number(hsl.group(2), 1),
                        number(hsl.group(3), 1),
                        alpha(hsl.group(4))))
                : Optional.empty();
    }

    /// @see <a href="https://www.w3.org/TR/css-color-4/#hsl-to-rgb">CSS Color 4, section 7.1</a>
    private static Colour ofHsl(double hue, double saturation, double lightness, int alpha) {
        return new Colour(
                ofHsl(0, hue, saturation, lightness),
                ofHsl(8, hue, saturation, lightness),
                ofHsl(4, hue, saturation, lightness),
                alpha);
    }

    private static int ofHsl(int n, double hue, double saturation, double lightness) {
        double k = (n + hue / 30) % 12;
        double a = saturation * Math.min(lightness, 1 - lightness);
        return (int) Math.round(255 * (lightness - a * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1))));
    }

    private static Colour ofDigits(String hex) {
        var full = hex.length() > 4 ? hex : hex.replaceAll("[0-9a-f]", "$0$0");
        var digits = full.length() == 6 ? full + "ff" : full;
        long all = Long.parseLong(digits, 16);
        return new Colour((int) (all >> 24), (int) (all >> 16) & 255, (int) (all >> 8) & 255, (int) all & 255);
    }

    /// @param whole what 100 % are
    private static double number(String written, double whole) {
        boolean share = written.endsWith("%");
        var digits = share ? written.substring(0, written.length() - 1) : written;
        double value = digits.isEmpty() || digits.equals(".") ? 0 : Double.parseDouble(digits);
        return Math.min(whole, share ? value / 100 * whole : value);
    }

    private static int alpha(@Nullable String written) {
        return written == null ? 255 : (int) (255 * number(written, 1));
    }

    boolean isTransparent() {
        return alpha < JUST_SEEN;
    }

    /// Whether text in this colour cannot be told from that background.
    boolean vanishesOn(Colour background) {
        return Math.abs(red - background.red) <= JUST_SEEN
                && Math.abs(green - background.green) <= JUST_SEEN
                && Math.abs(blue - background.blue) <= JUST_SEEN;
    }
}

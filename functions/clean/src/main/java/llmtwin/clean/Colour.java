package llmtwin.clean;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A colour of CSS.
///
/// @param red, green, blue, alpha from 0 to 255
record Colour(int red, int green, int blue, int alpha) {
    static final Colour WHITE = new Colour(255, 255, 255, 255);

    private static final int JUST_SEEN = 8;
    private static final Map<String, String> NAMED = Map.of(
            "white", "#ffffff",
            "black", "#000000",
            "red", "#ff0000",
            "blue", "#0000ff",
            "green", "#008000",
            "yellow", "#ffff00",
            "gray", "#808080",
            "grey", "#808080",
            "silver", "#c0c0c0",
            "transparent", "#00000000");
    private static final Pattern HEX = Pattern.compile("#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})");
    private static final Pattern RGB =
            Pattern.compile("rgba?\\((\\d{1,3}),(\\d{1,3}),(\\d{1,3})(?:,(\\d*\\.?\\d+)(%?))?\\)");

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
        return rgb.matches()
                ? Optional.of(new Colour(
                        Integer.parseInt(rgb.group(1)),
                        Integer.parseInt(rgb.group(2)),
                        Integer.parseInt(rgb.group(3)),
                        rgb.group(4) == null ? 255 : alpha(rgb.group(4), rgb.group(5))))
                : Optional.empty();
    }

    private static Colour ofDigits(String hex) {
        var full = hex.length() > 4 ? hex : hex.replaceAll("[0-9a-f]", "$0$0");
        var digits = full.length() == 6 ? full + "ff" : full;
        long all = Long.parseLong(digits, 16);
        return new Colour((int) (all >> 24), (int) (all >> 16) & 255, (int) (all >> 8) & 255, (int) all & 255);
    }

    private static int alpha(String written, String unit) {
        double share = Double.parseDouble(written) / (unit.isEmpty() ? 1 : 100);
        return (int) (255 * Math.min(1, share));
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

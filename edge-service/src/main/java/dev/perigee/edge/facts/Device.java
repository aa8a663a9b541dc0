package dev.perigee.edge.facts;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer is, by its {@code User-Agent}; what is not recognised is a desktop.
 *
 * @param tv whether it is a television or a box at one
 */
record Device(boolean mobile, boolean tablet, boolean tv, boolean ios, boolean android) {

  private static final Pattern TV =
      Pattern.compile(
          "Smart-?TV|AppleTV|Apple TV|GoogleTV|HbbTV|BRAVIA|Roku|Web0S|webOS\\.TV|CrKey|NetCast"
              + "|Viera|\\bAFT[A-Z]|Tizen.*\\bTV\\b|Android TV",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern IOS = Pattern.compile("iPhone|iPad|iPod");
  private static final Pattern ANDROID = Pattern.compile("Android");
  private static final Pattern TABLET = Pattern.compile("iPad|Tablet|PlayBook|Kindle|Silk/");
  private static final Pattern MOBILE =
      Pattern.compile("Mobi|iPhone|iPod|BlackBerry|Windows Phone|Opera Mini|IEMobile");

  static Device of(@Nullable String userAgent) {
    String agent = userAgent == null ? "" : userAgent;
    boolean tv = TV.matcher(agent).find();
    boolean android = ANDROID.matcher(agent).find();
    boolean saysMobile = MOBILE.matcher(agent).find();
    boolean tablet = !tv && (TABLET.matcher(agent).find() || android && !saysMobile);
    return new Device(
        !tv && !tablet && (saysMobile || android), tablet, tv, IOS.matcher(agent).find(), android);
  }

  boolean desktop() {
    return !mobile && !tablet && !tv;
  }
}

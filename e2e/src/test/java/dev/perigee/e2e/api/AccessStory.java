package dev.perigee.e2e.api;

import dev.perigee.e2e.api.Family.Member;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Access to origins and for viewers: access controls, identities, keys and their groups. */
final class AccessStory {

  static final Family ACCESS_CONTROL = Family.of("OriginAccessControl", "OriginAccessControls");
  static final Family IDENTITY =
      Family.of("CloudFrontOriginAccessIdentity", "CloudFrontOriginAccessIdentities");
  static final Family PUBLIC_KEY = Family.of("PublicKey", "PublicKeys");
  static final Family KEY_GROUP =
      new Family("KeyGroup", "KeyGroups", "KeyGroupConfig", "NoSuchResource");

  private AccessStory() {}

  static void tell(Story story, String run) {
    ACCESS_CONTROL.live(story, accessControl(run, "always"), accessControl(run, "never"));
    IDENTITY.live(story, identity(run, "one"), identity(run, "two"));
    String pem = publicKey();
    PUBLIC_KEY.live(story, publicKey(run, pem, "one"), publicKey(run, pem, "two"));
    Member key = PUBLIC_KEY.create(story, publicKey(run + "-2", pem, ""));
    KEY_GROUP.live(story, keyGroup(run, key.id(), "one"), keyGroup(run, key.id(), "two"));

    Member group = KEY_GROUP.create(story, keyGroup(run, key.id(), "three"));
    story.refused(
        "PublicKeyInUse",
        "DeletePublicKey",
        "{\"Id\": \"%s\", \"IfMatch\": \"%s\"}",
        key.id(),
        key.etag());
    story.refused(
        "KeyGroupAlreadyExists",
        "CreateKeyGroup",
        "{\"KeyGroupConfig\": %s}",
        keyGroup(run, key.id(), "four"));
    story.refused(
        "InvalidArgument",
        "CreatePublicKey",
        "{\"PublicKeyConfig\": %s}",
        publicKey(run + "-3", "no key", ""));
    Member control = ACCESS_CONTROL.create(story, accessControl(run, "always"));
    story.refused(
        "OriginAccessControlAlreadyExists",
        "CreateOriginAccessControl",
        "{\"OriginAccessControlConfig\": %s}",
        accessControl(run, "never"));
    ACCESS_CONTROL.delete(story, control);
    KEY_GROUP.delete(story, group);
    PUBLIC_KEY.delete(story, key);
  }

  static String accessControl(String run, String signing) {
    return """
    {"Name": "control-%s", "SigningProtocol": "sigv4", "SigningBehavior": "%s",
     "OriginAccessControlOriginType": "s3"}
    """
        .formatted(run, signing);
  }

  static String identity(String run, String comment) {
    return "{\"CallerReference\": \"%s\", \"Comment\": \"%s\"}".formatted(run, comment);
  }

  static String publicKey(String run, String pem, String comment) {
    return """
    {"CallerReference": "%s", "Name": "key-%s", "EncodedKey": "%s", "Comment": "%s"}
    """
        .formatted(run, run, pem.replace("\n", "\\n"), comment);
  }

  static String keyGroup(String run, String keyId, String comment) {
    return "{\"Name\": \"group-%s\", \"Items\": [\"%s\"], \"Comment\": \"%s\"}"
        .formatted(run, keyId, comment);
  }

  static String publicKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      String key =
          Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
      return "-----BEGIN PUBLIC KEY-----\n" + key + "\n-----END PUBLIC KEY-----\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("RSA is part of every Java runtime", e);
    }
  }
}

package dev.perigee.config.wire;

import java.util.Map;

/**
 * An HTTP response to be sent.
 *
 * @param headers as they are to appear
 * @param body empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WireResponse(int status, Map<String, String> headers, byte[] body) {}

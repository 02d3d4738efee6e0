package dev.skbtrail.recorder.lab;

/** The programs that the tests start, as a user starts them. */
final class Programs {

    static final String RECORD = path("recorder/bin/skbtrail-record");
    static final String ANALYZE = path("analyzer/bin/skbtrail");
    static final String SCENARIO = path("recorder/src/test/lab/scenario");
    static final String BOOT = path("recorder/src/test/lab/boot");
    static final String ALL_TRAFFIC = path("recorder/src/test/lab/all-traffic");
    static final String FUNCTIONS = path("recorder/src/test/lab/functions");

    static final String EACH_BACKEND = path("recorder/src/test/lab/each-backend");
    static final String PAYLOAD = path("recorder/src/test/lab/payload");
    static final String CROSSINGS = path("recorder/src/test/lab/crossings");
    static final String SITUATIONS = path("recorder/src/test/lab/situations");
    static final String PROTOCOLS = path("recorder/src/test/lab/protocols");

    private Programs() {}

    private static String path(String file) {
        return Repository.file(file).toString();
    }
}

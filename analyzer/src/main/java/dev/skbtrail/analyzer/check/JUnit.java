package dev.skbtrail.analyzer.check;

import dev.skbtrail.analyzer.text.Printable;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Formats results as JUnit XML. */
public final class JUnit {
    private static final String SUITE = "skbtrail check";

    private final XMLStreamWriter xml;

    private JUnit(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * Formats the whole document.
     *
     * @param notes remarks about the trace
     */
    public static String of(List<String> notes, List<Result> results) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JUnit(xml).write(notes, results);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private void write(List<String> notes, List<Result> results) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line();
        xml.writeStartElement("testsuite");
        attribute("name", SUITE);
        attribute("tests", results.size());
        attribute("failures", results.stream().filter(result -> !result.passed()).count());
        attribute("errors", 0);
        attribute("skipped", results.stream().filter(r -> !r.skipped().isEmpty()).count());
        line();
        for (Result result : results) {
            write(result);
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(notes.stream().map(JUnit::clean).collect(Collectors.joining("\n")));
        xml.writeEndElement();
        line();
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void write(Result result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", SUITE);
        attribute("name", result.assertion().name() + ": " + result.assertion().title());
        if (!result.passed()) {
            xml.writeStartElement("failure");
            attribute("message", result.count() + " violations: " + result.violations().get(0));
            xml.writeCharacters(
                    result.violations().stream()
                            .map(JUnit::clean)
                            .collect(Collectors.joining("\n")));
            xml.writeEndElement();
        } else if (!result.skipped().isEmpty()) {
            xml.writeStartElement("skipped");
            attribute("message", result.skipped());
            xml.writeEndElement();
        }
        xml.writeEndElement();
        line();
    }

    private void attribute(String name, Object value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value.toString()));
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    /** XML cannot represent U+FFFE and U+FFFF; other such characters are not printable anyway. */
    private static String clean(String text) {
        return Printable.of(text).replaceAll("[\uFFFE\uFFFF]", "\uFFFD");
    }
}

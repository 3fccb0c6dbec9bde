package dev.hindsight.rsp.client;

import dev.hindsight.rsp.client.RegisterLayout.Register;
import dev.hindsight.rsp.wire.RspException;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads {@code target.xml} and what it includes. [GDB manual, Target Descriptions] */
final class TargetDescription {
    private final UnaryOperator<String> annex;
    private final Set<String> seen = new HashSet<>();
    private final SortedMap<Integer, Register> registers = new TreeMap<>();
    private String architecture = "";
    private int nextNumber;

    TargetDescription(UnaryOperator<String> annex) {
        this.annex = annex;
    }

    RegisterLayout layout() {
        include("target.xml");
        return new RegisterLayout(architecture, registers.values());
    }

    private void include(String name) {
        if (!seen.add(name)) {
            throw new RspException("The target description includes " + name + " twice.");
        }
        visit(parse(name, annex.apply(name)));
    }

    private void visit(Element element) {
        switch (element.getNodeName()) {
            case "xi:include" -> include(element.getAttribute("href"));
            case "architecture" -> architecture = element.getTextContent().strip();
            case "reg" -> register(element);
            default -> {
                for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                    if (child instanceof Element inner) {
                        visit(inner);
                    }
                }
            }
        }
    }

    /** A register without a number has the one after its predecessor's. */
    private void register(Element element) {
        int number = element.hasAttribute("regnum") ? number(element, "regnum") : nextNumber;
        nextNumber = number + 1;
        registers.put(number, new Register(number, element.getAttribute("name"), number(element, "bitsize")));
    }

    private static int number(Element element, String attribute) {
        try {
            return Integer.parseInt(element.getAttribute(attribute));
        } catch (NumberFormatException e) {
            String name = element.getAttribute("name");
            throw new RspException("The target description gives register " + name + " no " + attribute + ".", e);
        }
    }

    private static Element parse(String name, String xml) {
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new RspException("The stub's " + name + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Stubs name gdb's DTD, which is nowhere to be had: nothing outside the document is ever loaded. */
    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setExpandEntityReferences(false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        return factory;
    }
}

import { expect, test } from "vitest";
import { wholeAddress } from "./address";

test.each([
  ["blog.example.com", "https://blog.example.com"],
  [" blog.example.com/news/ ", "https://blog.example.com/news/"],
  ["blog.example.com:8443", "https://blog.example.com:8443"],
  ["127.0.0.1:9", "http://127.0.0.1:9"],
  ["localhost", "http://localhost"],
  ["[::1]:8080/wp", "http://[::1]:8080/wp"],
  ["localhost.example.com", "https://localhost.example.com"],
  ["http://blog.example.com", "http://blog.example.com"],
  ["HTTPS://blog.example.com", "HTTPS://blog.example.com"],
  ["", ""],
])("%j is %j", (typed, whole) => expect(wholeAddress(typed)).toBe(whole));

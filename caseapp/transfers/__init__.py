"""Cases, leads and requests that go to other bodies and come from them: complete, with proof and a clock."""
